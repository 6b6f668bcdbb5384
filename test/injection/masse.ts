import { oneLine } from "../../src/socle/regles/gouvernance/reunion-texte.ts";
import { enVol } from "../fixtures/en-vol.ts";
import { CHARGES, type Charge, MARQUE, toText } from "./charges.ts";
import { type Demande, ENTREES, type Entree } from "./entrees.ts";
import { inspectAnswer } from "./inspecter.ts";
import type { NomLecteur } from "./lecteurs.ts";
import type { Monde, Qui } from "./monde.ts";
import { PORTES, type Porte } from "./portes.ts";

export type Bilan = {
  envoyees: number;
  /** The client itself cannot write this payload in a header. */
  impossibles: number;
  /** Answered as done, and found in the base as it was sent. */
  gardees: number;
  /** What stands for a reader: marks of the payloads that it got, and of those that the page showed back. */
  readonly passees: Map<Porte, { readonly recues: Set<string>; readonly rendues: Set<string> }>;
  readonly defauts: string[];
};

type Attaque = {
  /** What an input that stands for a reader meets. */
  chargesOfPorte(porte: Porte): readonly Charge[];
  /** What the input of that rank meets. */
  chargesOf(rang: number): readonly Charge[];
};

/** Requests under way at once: one process answers them, and the database works meanwhile. */
const FILES = 4;

type Travail = { readonly route: string; work(): Promise<void> };

/** Every reader meets every payload, every input its own: one after the other inside a group, several groups at once. */
export async function attack(monde: Monde, { chargesOfPorte, chargesOf }: Attaque): Promise<Bilan> {
  const bilan: Bilan = { envoyees: 0, impossibles: 0, gardees: 0, passees: new Map(), defauts: [] };
  const travaux: Travail[] = [
    ...PORTES.map((porte) => ({ route: porte.route, work: () => pass(monde, bilan, porte, chargesOfPorte(porte)) })),
    ...ENTREES.map((entree, rang) => ({
      route: entree.route,
      work: () => meet(monde, bilan, { entree, rang, charges: chargesOf(rang) }),
    })),
  ];
  await enVol(groupTravaux(travaux), FILES, async (group) => {
    for (const one of group) await one.work();
  });
  return bilan;
}

/** What is only read stands alone; the acts of one part of the product follow one another, since each finds what the former left. Longest first. */
function groupTravaux(travaux: readonly Travail[]): readonly (readonly Travail[])[] {
  const groups = new Map<string, Travail[]>();
  for (const [rang, travail] of travaux.entries()) {
    const [methode, chemin = ""] = travail.route.split(" ");
    const part = /^(\/t\/:epci)?\/[^/]*/.exec(chemin)?.[0] ?? chemin;
    const key = methode === "GET" ? String(rang) : part;
    groups.set(key, [...(groups.get(key) ?? []), travail]);
  }
  return [...groups.values()].sort((a, b) => b.length - a.length);
}

type Rencontre = { readonly entree: Entree; readonly rang: number; readonly charges: readonly Charge[] };

async function meet(monde: Monde, bilan: Bilan, { entree, rang, charges }: Rencontre): Promise<void> {
  const { nom, qui, gardes = [] } = entree;
  for (const charge of charges) {
    const demande = entree.demande(charge.texte, monde.identifiants, rang * CHARGES.length + CHARGES.indexOf(charge));
    await send(monde, bilan, { nom, qui, demande, charges: [charge], gardes: gardes.map((garde) => [garde, charge]) });
  }
}

/** A payload that has the others refused with it would hide them: each is then sent alone. */
async function pass(monde: Monde, bilan: Bilan, porte: Porte, charges: readonly Charge[]): Promise<void> {
  const { places, lecteur, gardes, rendue } = porte;
  bilan.passees.set(porte, { recues: new Set(), rendues: new Set() });
  const possibles = charges.filter(({ texte }) => !isImpossible(lecteur, texte));
  bilan.impossibles += charges.length - possibles.length;
  const sorted = possibles.toSorted((a, b) => Number(isRefused(a)) - Number(isRefused(b)));
  const first = CHARGES.length * ENTREES.length;
  for (let debut = 0; debut < sorted.length; debut += places.length) {
    const groupe = sorted.slice(debut, debut + places.length).map((charge, i): Place => [places[i] ?? "", charge]);
    const done = await send(monde, bilan, essaiOf(monde, porte, groupe, first + debut));
    if (done || rendue || Object.keys(gardes).length === 0) continue;
    for (const [i, one] of groupe.entries()) await send(monde, bilan, essaiOf(monde, porte, [one], first + debut + i));
  }
}

const TOUTES = new RegExp(MARQUE.source, "g");

type Place = readonly [nom: string, charge: Charge];

/** What no field of a line keeps. */
function isRefused({ texte }: Charge): boolean {
  return texte.includes("\u0000") || texte.length > 150;
}

function essaiOf(monde: Monde, porte: Porte, groupe: readonly Place[], rang: number): Essai {
  const { route, qui, gardes } = porte;
  const textes = Object.fromEntries(groupe.map(([nom, { texte }]) => [nom, texte]));
  return {
    nom: `${route} ${groupe.map(([nom]) => nom).join(" ")}`,
    qui,
    porte,
    demande: porte.demande(textes, monde.identifiants, rang),
    charges: groupe.map(([, charge]) => charge),
    gardes: groupe.flatMap(([nom, charge]): Garde[] => (gardes[nom] ? [[gardes[nom], charge]] : [])),
  };
}

type Garde = readonly [colonne: string, charge: Charge];
type Essai = {
  readonly nom: string;
  readonly qui: Qui;
  readonly porte?: Porte;
  readonly demande: Demande;
  readonly charges: readonly Charge[];
  readonly gardes: readonly Garde[];
};

/** True when the act was done. */
async function send(monde: Monde, bilan: Bilan, essai: Essai): Promise<boolean> {
  const { chemin, entetes = {} } = essai.demande;
  if (!isWritable(entetes)) {
    bilan.impossibles += 1;
    return false;
  }
  const body = bodyOf(essai.demande);
  const init = body ? { method: "POST", body, headers: entetes } : { headers: entetes };
  bilan.envoyees += 1;
  const answer = await monde.ask(essai.qui, chemin, init);
  const location = answer.headers.get("location");
  const done = answer.status === 303 || (answer.status === 200 && body !== null);
  await recordPassees(bilan, essai, answer);
  const marques = essai.charges.map(({ marque }) => marque);
  for (const defaut of await inspectAnswer(answer, marques)) bilan.defauts.push(`${describeEssai(essai)}: ${defaut}`);
  if (essai.gardes.length === 0 || !done) return done;
  for (const [colonne, charge] of essai.gardes) {
    if (await isKept(monde, colonne, charge.texte)) bilan.gardees += 1;
    else bilan.defauts.push(`${describeEssai(essai)}: done, but not kept as sent in ${colonne}`);
  }
  await giveBack(monde, location);
  return done;
}

function bodyOf({ champs, fichier }: Demande): FormData | URLSearchParams | null {
  if (!fichier) return champs ? new URLSearchParams(champs) : null;
  const [nom, contenu] = fichier;
  const form = new FormData();
  form.append("fichier", new File([contenu], nom));
  return form;
}

function describeEssai({ nom, charges }: Essai): string {
  return `${nom} ← ${charges.map(({ texte }) => JSON.stringify(texte.slice(0, 120))).join(" ")}`;
}

async function recordPassees(bilan: Bilan, { porte, charges }: Essai, answer: Response): Promise<void> {
  const passees = porte && bilan.passees.get(porte);
  if (!passees) return;
  for (const { marque } of charges) passees.recues.add(marque);
  if (!porte.rendue) return;
  for (const [marque] of (await answer.clone().text()).matchAll(TOUTES)) passees.rendues.add(marque);
}

/** No client library writes it there; what can be sent byte by byte has its own test. */
export function isImpossible(lecteur: NomLecteur, texte: string): boolean {
  // The ends of a header are cut off; a cookie stands between others.
  if (lecteur === "témoin") return !isWritable({ cookie: `a=${texte}; b` });
  return lecteur === "en-tête" && !isWritable({ accept: texte });
}

function isWritable(entetes: Readonly<Record<string, string>>): boolean {
  try {
    new Headers(entetes);
    return true;
  } catch {
    return false;
  }
}

/** As it was sent; only the spaces around may be gone, and the capitals of an address. */
async function isKept({ pool }: Monde, garde: string, texte: string): Promise<boolean> {
  const [, table = "", colonne = ""] = /^(journal\.entree|nominatif\.[a-z_]+|[a-z_]+)\.(.+)$/.exec(garde) ?? [];
  const sent = toText(texte).trim();
  const expected = writtenIn(table, garde, sent);
  const { rowCount } = await pool.query(`select 1 from ${table} where ${colonne} = $1 limit 1`, [expected]);
  return (rowCount ?? 0) > 0;
}

/** What these columns do to line ends, spaces and capitals. */
function writtenIn(table: string, garde: string, sent: string): string {
  if (garde === "compte.courriel") return sent.toLowerCase();
  // A name is on one line.
  if (/^(instance|instance_membre|reunion)$/.test(table)) return oneLine(sent);
  if (table === "scenario_simulation" || table === "plan") return sent.replaceAll(/\s+/g, " ");
  return PROSE.test(table) ? sent.replaceAll("\r\n", "\n") : sent;
}

const PROSE =
  /^(rapport|lot_rejet|localisation|action_\w+|bilan_bailleur|cas_\w+|operation\w*|relogement_\w+|charte_\w+|regle_programme|commune_plh|logement_suivi|liberation|seuil_rapprochement|zone_examen|guichet_fiche|information|grille_cotation|evaluation_projet|ppgdid_\w+|population_lieu|reunion_point|decision_\w+|nominatif\..*)$/;

/** An address that was located is to be located again by the next payload. */
async function giveBack(monde: Monde, location: string | null): Promise<void> {
  if (!location?.includes("fait=localise")) return;
  const { rows } = await monde.pool.query<{ id: number; epci: string }>(
    "select id, epci from localisation where annulee_le is null order by id desc limit 1",
  );
  await monde.ask("agent-epci", `/t/${rows[0]?.epci}/donnees/localiser/${rows[0]?.id}/annuler`, { method: "POST" });
}
