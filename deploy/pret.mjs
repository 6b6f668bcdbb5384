// Asks the server of this machine whether it is ready: exit code 0 or 1. For a container's health check, where no curl is needed.
import { get } from "node:http";

const { BLAISE_PORT = "3000", BLAISE_ORIGINE } = process.env;
// A server that listens to a network answers to its public name alone.
const headers = BLAISE_ORIGINE ? { host: new URL(BLAISE_ORIGINE).host } : {};
const request = get({ host: "127.0.0.1", port: BLAISE_PORT, path: "/pret", headers, timeout: 4_000 }, (response) => {
  response.resume();
  process.exitCode = response.statusCode === 200 ? 0 : 1;
});
request.on("timeout", () => request.destroy());
request.on("error", () => {
  process.exitCode = 1;
});
