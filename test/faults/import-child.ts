import { openFichier } from "#donnees/formats/fichier.ts";
import { receiveFichier } from "#imports/actes/lot/import-lot.ts";
import { openBases } from "#service/sql/open-base.ts";
import { operateur } from "#socle/regles/habilitation/acteur.ts";

/** An import in a process of its own, to be killed. Says « go » when it begins and « done » once the lot is acknowledged. */
const [url = "", chemin = "", epci = ""] = process.argv.slice(2);
const base = openBases(url, { nom: "blaise-kill" }).pour(operateur("essai", [epci]));

process.stdout.write("ready\n");
await new Promise((resolve) => process.stdin.once("data", resolve));
process.stdout.write("go\n");
const { fini } = await receiveFichier(
  { base, horloge: { aujourdhui: () => "2018-01-15", maintenant: () => "2018-01-15T00:00:00Z" }, hash: (text) => text },
  { fichier: await openFichier(chemin), epci, periode: "2017" },
);
await fini;
process.stdout.write("done\n");
process.exit(0);
