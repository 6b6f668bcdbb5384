import { readdirSync, readFileSync } from "node:fs";

/** One way in which the product takes what came from outside: all that uses it gets the text by the same code. */
type Lecteur = {
  readonly nom: string;
  /** What stands around the place of a source where the request is read, marked `§`. */
  readonly ecrit: RegExp;
  /** The only sources where it may stand. */
  readonly seulement?: RegExp;
};

/** The first that matches: the last of a group is the plain one. */
export const LECTEURS = [
  // The one door of all the acts.
  {
    nom: "formulaire, par un acte",
    ecrit: /: await c§\.req\.parseBody\(\{ all: true \}\)/,
    seulement: /^src\/socle\/routes\/page-actes\.ts$/,
  },
  { nom: "formulaire, champ par champ", ecrit: /(?:= |\w\(|, )await c§\.req\.parseBody\(/ },
  { nom: "fichiers", ecrit: /(?:\.receive|recevoirPiece)\([^;]*c§\.req\.raw,/ },
  { nom: "question, par son nom", ecrit: /c§\.req\.query\((?:"\w+"|nom)\)/ },
  { nom: "question, entière", ecrit: /c§\.req\.query\(\)/ },
  { nom: "question, plusieurs fois", ecrit: /c§\.req\.queries\("\w+"\)/ },
  { nom: "question, de l’interface", ecrit: /c§\.req\.valid\("query"\)/ },
  { nom: "adresse, en nombre", ecrit: /(?:Number\(|parseInput\([^;]*)c§\.req\.param\("\w+"\)/ },
  { nom: "adresse, en texte", ecrit: /c§\.req\.param\((?:"\w+"|\w+)?\)/ },
  { nom: "adresse, de l’interface", ecrit: /c§\.req\.valid\("param"\)/ },
  {
    nom: "corps, de l’interface",
    ecrit: /c§\.req\.valid\("json"\)/,
    seulement: /^src\/service\/routes\/api\/conges\.routes\.ts$/,
  },
  { nom: "adresse, entière", ecrit: /c\??§\.req\.(?:url|path|method)\b/ },
  {
    nom: "en-tête",
    ecrit: /c§\.req\.(?:header\("[a-z-]+"\)|raw\.headers)/,
    seulement: /^src\/socle\/routes\/serveur\//,
  },
  { nom: "témoin", ecrit: /§getCookie\(c, /, seulement: /^src\/socle\/routes\/connexion\/cookie\.ts$/ },
  {
    // Before any other, and for all forms at once: it refuses, or lets pass; or knows two that are the same; or throws the whole away.
    nom: "formulaire, avant les autres",
    ecrit:
      /c§\.req\.formData\(\)|formHasNul\(c§\.req\)|c§\.req\.raw\.clone\(\)\.arrayBuffer\(\)|drain\(c§\.req\.raw\.body\)/,
    seulement: /^src\/socle\/routes\/serveur\/(?:refuse-(?:nir|nul|disque-plein)|second-envoi|limit-champs)\.ts$/,
  },
  {
    // The address that the socket gives: no text of anybody's.
    nom: "prise",
    ecrit: /(?:c\.env as \{ |env\??|!env\?)§\.?incoming\b/,
    seulement: /^src\/socle\/routes\/serveur\/client-address\.ts$/,
  },
] as const satisfies readonly Lecteur[];
export type NomLecteur = (typeof LECTEURS)[number]["nom"];

/** The functions that take the whole request, to read its files as they arrive. */
const RECEVEURS =
  /^src\/(?:socle\/routes\/depot\/upload|donnees\/routes\/piece\/envoi|imports\/routes\/depot\/depots|socle\/routes\/depot\/depots-chiffres)\.ts$/;

/** All that gives hold of a request, however it is named. */
const PRISES = /\.?\breq\b|\.?\bincoming\b|\bget(?:Signed)?Cookies?\(/g;
const ENVERGURE = { avant: 120, apres: 60 } as const;

type Lecture = { readonly chemin: string; readonly lecteur: NomLecteur | null; readonly texte: string };

/** Every place of a source that reads the request, with the reader that it is: null when it is none of them. */
export function findLectures(chemin: string, source: string): Lecture[] {
  const texte = source
    .replaceAll(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, "")
    .replaceAll(/import [^;]*;/g, "")
    .replaceAll(/\s+/g, " ");
  const lectures = [...texte.matchAll(PRISES)].map(({ index }): Lecture => {
    const around = `${texte.slice(Math.max(0, index - ENVERGURE.avant), index)}§${texte.slice(index, index + ENVERGURE.apres)}`;
    const found = LECTEURS.find((lecteur: Lecteur) => isWritten(lecteur, chemin, around));
    return { chemin, lecteur: found?.nom ?? null, texte: around };
  });
  const recue = RECEVEURS.test(chemin) ? null : /.{0,60}(?:[:|(<] ?|\b(?:new|as) )Request\b.{0,20}/.exec(texte);
  return recue ? [...lectures, { chemin, lecteur: null, texte: recue[0] }] : lectures;
}

function isWritten({ ecrit, seulement }: Lecteur, chemin: string, around: string): boolean {
  return ecrit.test(around) && (seulement === undefined || seulement.test(chemin));
}

/** Each source of the layer, tests left out. */
export function readSources(dossier: string): readonly (readonly [chemin: string, source: string])[] {
  return readdirSync(dossier, { recursive: true, encoding: "utf8" })
    .map((nom) => `${dossier}/${nom.replaceAll("\\", "/")}`)
    .filter((chemin) => /\.tsx?$/.test(chemin) && !/\.test\.tsx?$/.test(chemin))
    .sort()
    .map((chemin) => [chemin, readFileSync(chemin, "utf8")]);
}
