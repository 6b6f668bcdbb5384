import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { z } from "zod";
import type {
  CodeOfficiel,
  NatureOfficielle,
  TitulaireOfficiel,
  TitulaireTrouve,
} from "#donnees/actes/territoire/open-territoire.ts";
import type { CommuneTerritoire } from "#donnees/lectures/territoire/ports.ts";
import { buildMouvements, type Mouvement } from "#donnees/regles/territoire/mouvements.ts";
import { NATURES_TITULAIRE } from "#donnees/regles/territoire/obligation.ts";
import mouvements from "./mouvements-communes.json" with { type: "json" };

const require = createRequire(import.meta.url);

const groupement = z.object({
  code: z.string(),
  nom: z.string(),
  type: z.string(),
  membres: z.array(z.object({ code: z.string(), nom: z.string(), populationMunicipale: z.number().nullish() })),
});

const commune = z.object({
  code: z.string(),
  nom: z.string(),
  type: z.string(),
  siren: z.string().nullish(),
  population: z.number().nullish(),
});

const fusion = z.object({ code: z.string(), anciensCodes: z.array(z.string()).nullish() });

let anciens: ReadonlyMap<string, readonly string[]> | null = null;
let fusions: ReadonlyMap<string, string> | null = null;

/** Former codes of the communes that have some: the code book gives no day. The national list is read at the first question. */
function readAnciens(): ReadonlyMap<string, readonly string[]> {
  anciens ??= new Map(
    z
      .array(fusion)
      .parse(readData("communes"))
      .map(({ code, anciensCodes }): [string, readonly string[]] => [code, anciensCodes ?? []])
      .filter(([, codes]) => codes.length > 0),
  );
  return anciens;
}

/** What a commune's former code became, null when it never was one. */
function communeActuelle(code: string): string | null {
  fusions ??= new Map(
    [...readAnciens()].flatMap(([actuelle, codes]) => codes.map((former): [string, string] => [former, actuelle])),
  );
  return fusions.get(code) ?? null;
}

const mouvement = z
  .tuple([
    z.string(),
    z.enum(["fusion", "retablissement", "changement"]),
    z.string(),
    z.string(),
    z.string(),
    z.string(),
  ])
  .transform(
    ([jour, genre, avant, nomAvant, apres, nomApres]): Mouvement => ({ jour, genre, avant, nomAvant, apres, nomApres }),
  );

/** Insee's movements since 2000; an older merger is known without its day. */
export const MOUVEMENTS = buildMouvements(z.array(mouvement).parse(mouvements.mouvements), communeActuelle);

const PARIS = "75056";
const GRAND_PARIS = "200054781";

/**
 * @etalab/decoupage-administratif: 12 MB of JSON, read only when a territory is opened or a commune named. RPLS writes Paris, Lyon and Marseille by
 * arrondissement: those codes are read as that of their city (`communeOf`).
 */
export const CODE_OFFICIEL: CodeOfficiel = {
  findTitulaire: (siren) => findGroupement(siren) ?? findParis(siren),
  searchTitulaires,
  anciensCodes: (commune) => readAnciens().get(commune) ?? [],
  findCommune(code) {
    const known = readCommunes("communes").filter(
      (row) => row.code === code && row.type !== "arrondissement-municipal",
    );
    const found = known.find(({ type }) => type === "commune-actuelle") ?? known[0];
    if (found) return { commune: found.code, nom: found.nom, population: found.population ?? null };
    const nom = MOUVEMENTS.nomDe(code);
    return nom === null ? null : { commune: code, nom, population: null };
  },
  mouvements: MOUVEMENTS,
};

function findGroupement(siren: string): TitulaireOfficiel | null {
  for (const fichier of ["epci", "ept"] as const) {
    const found = readGroupements(fichier).find((row) => row.code === siren);
    if (found) return { nom: found.nom, nature: natureOf(found), communes: found.membres.map(memberOf) };
  }
  return null;
}

function natureOf({ code, type }: z.output<typeof groupement>): NatureOfficielle {
  if (code === GRAND_PARIS) return "metropole-grand-paris";
  const nature = NATURES_TITULAIRE.find((one) => one === type);
  if (!nature) throw new Error(`the code book has a group of an unknown kind: ${type}`);
  return nature;
}

function memberOf(membre: z.output<typeof groupement>["membres"][number]): CommuneTerritoire {
  return { commune: membre.code, nom: membre.nom, population: membre.populationMunicipale ?? null };
}

/** Paris holds the orientations alone, without an EPCI. */
function findParis(siren: string): TitulaireOfficiel | null {
  const paris = readCommunes("communes").find(({ code, type }) => code === PARIS && type === "commune-actuelle");
  if (!paris || paris.siren !== siren) return null;
  return {
    nom: "Ville de Paris",
    nature: "PARIS",
    communes: [{ commune: paris.code, nom: paris.nom, population: paris.population ?? null }],
  };
}

/** One holder with all that may be typed of it, without accents. */
type Cherchable = Omit<TitulaireTrouve, "par"> & {
  readonly plie: string;
  readonly noms: readonly string[];
  readonly plieCommunes: readonly string[];
};

let cherchables: readonly Cherchable[] | null = null;

/** The Métropole du Grand Paris holds nothing: its territories are found. */
function readCherchables(): readonly Cherchable[] {
  const groupes = (["epci", "ept"] as const)
    .flatMap((fichier) => readGroupements(fichier))
    .filter(({ code }) => code !== GRAND_PARIS)
    .map(({ code, nom, membres }) => ({ siren: code, nom, noms: membres.map((membre) => membre.nom) }));
  const paris = readCommunes("communes").find(({ code }) => code === PARIS)?.siren ?? "";
  cherchables ??= [...groupes, { siren: paris, nom: "Ville de Paris", noms: ["Paris"] }].map(
    ({ siren, nom, noms }): Cherchable => {
      return { siren, nom, communes: noms.length, plie: plier(nom), noms, plieCommunes: noms.map(plier) };
    },
  );
  return cherchables;
}

function searchTitulaires(texte: string, max: number): readonly TitulaireTrouve[] {
  const chiffres = texte.replace(/\s/g, "");
  const asked = plier(texte);
  if (asked === "") return [];
  const place = /^\d{3,9}$/.test(chiffres) ? placeBySiren(chiffres) : placeByMots(asked);
  return readCherchables()
    .flatMap((one) => {
      const found = place(one);
      return found === null ? [] : [{ one, ...found }];
    })
    .sort((a, b) => a.rang - b.rang || a.one.nom.localeCompare(b.one.nom, "fr"))
    .slice(0, max)
    .map(({ one: { siren, nom, communes }, par }) => ({ siren, nom, communes, par }));
}

type Place = { readonly rang: number; readonly par: string | null };

function placeBySiren(chiffres: string): (one: Cherchable) => Place | null {
  return ({ siren }) => (siren.startsWith(chiffres) ? { rang: 0, par: null } : null);
}

/** All the words in the name, then a commune of that very name, then one whose name begins so. */
function placeByMots(asked: string): (one: Cherchable) => Place | null {
  const mots = asked.split(" ");
  return ({ plie, noms, plieCommunes }) => {
    const own = ` ${plie}`;
    if (mots.every((mot) => own.includes(` ${mot}`))) return { rang: 0, par: null };
    const meme = plieCommunes.indexOf(asked);
    const rang = meme >= 0 ? meme : plieCommunes.findIndex((commune) => commune.startsWith(asked));
    return rang < 0 ? null : { rang: meme >= 0 ? 1 : 2, par: noms[rang] ?? null };
  };
}

/** « Cœur-d’Yvelines » and « coeur d yvelines » are one. */
function plier(texte: string): string {
  return texte
    .replace(/œ/gi, "oe")
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, " ")
    .trim();
}

const readGroupements = once((nom: "epci" | "ept") => z.array(groupement).parse(readData(nom)));
const readCommunes = once((nom: "communes") => z.array(commune).parse(readData(nom)));

/** Parses each file at the first question, and keeps it: opening a country asks a thousand times. */
function once<N extends string, T>(read: (nom: N) => T): (nom: N) => T {
  const known = new Map<N, T>();
  return (nom) => {
    const found = known.get(nom) ?? read(nom);
    known.set(nom, found);
    return found;
  };
}

function readData(nom: "epci" | "ept" | "communes"): unknown {
  return JSON.parse(readFileSync(require.resolve(`@etalab/decoupage-administratif/data/${nom}.json`), "utf8"));
}
