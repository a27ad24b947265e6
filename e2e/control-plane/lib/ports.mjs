import { createServer } from 'node:net';

// Below the range from which systems take ports for outgoing connections: a
// free port from that range may be gone before the program listens on it.
const LOWEST = 20_000;
const HIGHEST = 32_000;

/** Different free loopback ports, one per name. */
export async function freePorts(names) {
  const ports = {};
  for (const name of names) {
    do {
      ports[name] = LOWEST + Math.floor(Math.random() * (HIGHEST - LOWEST));
    } while (isTaken(ports, name) || !(await isFree(ports[name])));
  }
  return ports;
}

function isTaken(ports, name) {
  return Object.entries(ports).some(
    ([other, port]) => other !== name && port === ports[name],
  );
}

function isFree(port) {
  return new Promise(onResult => {
    const server = createServer();
    server.once('error', () => onResult(false));
    server.listen(port, '127.0.0.1', () => server.close(() => onResult(true)));
  });
}
