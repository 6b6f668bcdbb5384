#!/usr/bin/env node
import { existsSync } from "node:fs";

const main = new URL("../dist/main.js", import.meta.url);

if (existsSync(main)) {
  process.setSourceMapsEnabled(true);
  await import(main.href);
} else {
  console.error(
    "Blaise n’est pas encore construit. Lancez « npm ci && npm run build » dans ce dossier, ou « npm start ».",
  );
  process.exitCode = 1;
}
