/** Battles, from the official API's logs to the snapshot. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startUpstreamSim, type UpstreamSim } from '../../upstream-sim/server.ts';
import { START } from './clock.ts';
import { recountLogs } from './recount.ts';
import { DAY, mapPage, type Rig, startRig } from './rig.ts';
