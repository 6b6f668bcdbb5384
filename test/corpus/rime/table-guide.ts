import {
  COLONNES_RIME,
  type CodeMenageRime,
  type CodeOffreRime,
  type FeuilleRime,
  VALEURS_RIME,
} from "#relogement/regles/rime-colonnes.ts";

const REQUISE = { toujours: "oui", creation: "à l’ouverture", non: "" } as const;
const PART = { fait: "", identite: "avec les noms", calcul: "calculée" } as const;

/** The table of a sheet in the user guide: `node --import tsx test/corpus/rime/table-guide.ts` prints both. */
export function tableOf(feuille: FeuilleRime): string {
  const rows = COLONNES_RIME[feuille].map(({ code, entete, genre, unite, requise, exemple, part }) => {
    const valeurs = VALEURS_RIME[code as CodeMenageRime | CodeOffreRime]; // a code of one of the sheets
    const ecriture = valeurs ? Object.values(valeurs).join(", ") : (unite ?? genre);
    return `| ${[entete, `\`${code}\``, ecriture, REQUISE[requise], PART[part], exemple].join(" | ")} |`;
  });
  return [
    "| colonne | code | ce qu’elle contient | nécessaire | | exemple |",
    "|---|---|---|---|---|---|",
    ...rows,
    "",
  ].join("\n");
}

if (process.argv[1]?.endsWith("table-guide.ts")) {
  process.stdout.write(`${tableOf("menages")}\n---\n\n${tableOf("offres")}`);
}
