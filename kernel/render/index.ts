/** Writing answers as JSON, straight from the columns of the attached snapshot. */
export { renderMap } from './map';
