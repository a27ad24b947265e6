import { spawn } from 'node:child_process';

const MOST_TOLD = 4_000;

/**
 * Runs a program to its end and answers what it writes to its standard output. Rejects with the end of what it complains of when it fails.
 *
 * @param title - what the error calls it
 * @param input - what it reads from its standard input
 * @param options - of `spawn`
 */
export function outputOf(program, args, { title, input = '', ...options }) {
  return new Promise((onAnswer, onError) => {
    const child = spawn(program, args, { ...options, stdio: 'pipe' });
    let answer = '';
    let complaint = '';
    child.stdout.setEncoding('utf8').on('data', text => {
      answer += text;
    });
    child.stderr.setEncoding('utf8').on('data', text => {
      complaint = (complaint + text).slice(-MOST_TOLD);
    });
    child.on('error', onError);
    child.on('close', code => {
      if (code === 0) onAnswer(answer);
      else onError(new Error(`${title} failed (${code}):\n${complaint}`));
    });
    // A program that ends without reading is told of by its exit code.
    child.stdin.on('error', () => {});
    child.stdin.end(input);
  });
}
