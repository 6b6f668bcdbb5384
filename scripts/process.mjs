import { spawn } from "node:child_process";

const FORWARDED = ["SIGINT", "SIGTERM", "SIGHUP"];

/**
 * Runs a command with our own terminal and returns its exit code (128 + n for a death by signal, as shells do).
 * A signal that reaches us while it runs is passed on: without that, `docker stop` in the middle of an installation leaves npm behind.
 */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: "inherit", ...options });
    const forward = (signal) => child.kill(signal);
    for (const signal of FORWARDED) process.on(signal, forward);
    const release = () => {
      for (const signal of FORWARDED) process.off(signal, forward);
    };
    child.once("error", (error) => {
      release();
      reject(error);
    });
    child.once("close", (code, signal) => {
      release();
      resolve(signal ? 128 + (SIGNAL_NUMBERS[signal] ?? 0) : (code ?? 1));
    });
  });
}

const SIGNAL_NUMBERS = { SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGTERM: 15 };

/** Since Node 20.12, Windows refuses to spawn `npm.cmd` without a shell (CVE-2024-27980). */
export function runNpm(args, options = {}) {
  const windows = process.platform === "win32";
  return run(windows ? "npm.cmd" : "npm", args, { shell: windows, ...options });
}
