// `npm start`: everything a fresh clone needs, then the server. Plain Node: nothing is installed yet when this begins.
import { ensureInstalled, ROOT, requireNode } from "./install.mjs";
import { run } from "./process.mjs";
import { isBuilt } from "./stamp.mjs";

requireNode();

const installed = await ensureInstalled();
if (installed !== 0) process.exit(installed);

if (!isBuilt()) {
  const built = await run(process.execPath, [`${ROOT}scripts/build.mjs`], { cwd: ROOT });
  if (built !== 0) process.exit(built);
}

// Same process: Ctrl-C, `docker stop` and the exit code reach the server itself, once.
process.argv.splice(1, 1, `${ROOT}bin/blaise.mjs`, "serveur");
process.chdir(ROOT);
await import("../bin/blaise.mjs");
