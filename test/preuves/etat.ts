import { existsSync, readFileSync } from "node:fs";
import { z } from "zod";
import { hashPaths } from "./empreinte.ts";
import { coveredBy, FIGURES, type Figure } from "./figures.ts";

/** `a-refaire`: a file that the figure covers is not the one that was proved. `absente`: no result. */
export type EtatFigure = "tenue" | "a-refaire" | "absente";

const resultatSchema = z.object({
  id: z.string(),
  commit: z.string(),
  date: z.string(),
  dureeSecondes: z.number(),
  couvre: z.record(z.string(), z.string()),
  tenu: z.literal(true),
});
export type ResultatFigure = z.infer<typeof resultatSchema>;

export type LigneFigure = {
  readonly figure: Figure;
  readonly etat: EtatFigure;
  readonly resultat: ResultatFigure | null;
  /** Paths that changed since the proof. */
  readonly changes: readonly string[];
};

/** The table as it is now: each figure with its committed result, and whether what it covers has changed since. */
export function readFigures(): readonly LigneFigure[] {
  return FIGURES.map((figure) => {
    const resultat = readResultat(figure.id);
    const actuelles = hashPaths(coveredBy(figure));
    const changes = Object.keys({ ...actuelles, ...resultat?.couvre }).filter(
      (path) => actuelles[path] !== resultat?.couvre[path],
    );
    const etat = resultat === null ? "absente" : changes.length > 0 ? "a-refaire" : "tenue";
    return { figure, etat, resultat, changes: resultat === null ? [] : changes };
  });
}

export function fileOf(id: string): string {
  return `docs/preuves/${id}.json`;
}

function readResultat(id: string): ResultatFigure | null {
  if (!existsSync(fileOf(id))) return null;
  return resultatSchema.parse(JSON.parse(readFileSync(fileOf(id), "utf8")));
}

const DIT: Readonly<Record<EtatFigure, string>> = {
  tenue: "tenue",
  "a-refaire": "**à refaire**",
  absente: "**absente**",
};

/** `docs/preuves/README.md`, from the results: never written by hand. */
export function renderPage(lignes: readonly LigneFigure[]): string {
  const tenues = lignes.filter(({ etat }) => etat === "tenue").length;
  return `# Ce qui est prouvé, et à quel état du code

${tenues} chiffres tenus sur ${lignes.length}. Page faite par \`npm run preuve -- etat\` à partir des résultats de ce dossier ; une version ne se publie que lorsque tous sont tenus.

« À refaire » : un fichier que la preuve couvre a changé depuis. La preuve d’avant n’est plus celle du code d’aujourd’hui.

| | Ce qui est promis | État | Commit | Le | Durée | Changé depuis |
|---|---|---|---|---|---|---|
${lignes.map(renderLigne).join("\n")}

Chaque ligne se refait par \`npm run preuve -- <nom>\`, qui réécrit \`docs/preuves/<nom>.json\` : ce qui a été compté, la machine, le commit, et l’empreinte de chaque fichier ou dossier couvert.
`;
}

function renderLigne({ figure, etat, resultat, changes }: LigneFigure): string {
  const fait = resultat ? [resultat.commit, resultat.date, `${resultat.dureeSecondes} s`] : ["", "", ""];
  return `| [${figure.id}](${figure.id}.json) | ${figure.but} | ${DIT[etat]} | ${fait.join(" | ")} | ${changes.map((path) => `\`${path}\``).join(", ")} |`;
}
