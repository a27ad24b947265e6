import assert from 'node:assert/strict';
import { test } from 'node:test';
import { outputOf } from './output.mjs';

const node = (script, options = {}) =>
  outputOf(process.execPath, ['-e', script], { title: 'a script', ...options });

test('answers what a program writes, and gives it what it reads', async () => {
  const echo = 'process.stdin.pipe(process.stdout); console.error("aside")';
  assert.equal(await node(echo, { input: '["ä"]' }), '["ä"]');
});

test('a program that fails is told of by its name, its code and the end of what it complains of', async () => {
  await assert.rejects(
    node(
      'console.error("x".repeat(9000) + " no space left"); process.exitCode = 3',
    ),
    ({ message }) =>
      /^a script failed \(3\):\nx+ no space left\n$/.test(message) &&
      message.length < 5_000,
  );
});

test('a program that ends without reading its input is no failure', async () => {
  const input = 'y'.repeat(1_000_000);
  assert.equal(await node('process.exit(0)', { input }), '');
});

test('a program that is not there is said so', async () => {
  await assert.rejects(outputOf('no-such-program', [], { title: 'it' }), {
    code: 'ENOENT',
  });
});
