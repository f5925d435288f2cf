/**
 * The readers: one file each in `readers/`.
 */
import { readdirSync } from 'node:fs';

/**
 * A program that others wrote, and what it makes of our files.
 * @typedef {object} Reader
 * @property {string} id the name of its file here
 * @property {string} name of the program
 * @property {string[]} formats that it reads
 * @property {boolean} [heavy] needs much to be installed, or much time
 * @property {(files: string[], truth: import('./truth.mjs').Truth, differs: import('./differences.mjs').Differences, format: string) => unknown} check
 * compares what was handed over in one of its formats, mostly one file, with the workshop
 */

/**
 * All of them.
 * @returns {Promise<Reader[]>}
 */
export async function readers() {
  const files = readdirSync(new URL('readers/', import.meta.url)).filter((file) => file.endsWith('.mjs'));
  const imported = files.sort().map(async (file) => {
    const { default: reader } = await import(`./readers/${file}`);
    return { ...reader, id: file.replace('.mjs', '') };
  });
  return Promise.all(imported);
}
