#!/usr/bin/env node
import { existsSync } from "node:fs";

const main = new URL("../dist/main.js", import.meta.url);

// `blaise … | head`: the reader has had enough. The command goes on to its end, and closes the database as it should.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error) => {
    if (error.code !== "EPIPE") throw error;
  });
}

if (existsSync(main)) {
  process.setSourceMapsEnabled(true);
  await import(main.href);
} else {
  console.error(
    "Blaise n’est pas encore construit. Lancez « npm ci && npm run build » dans ce dossier, ou « npm start ».",
  );
  process.exitCode = 1;
}
