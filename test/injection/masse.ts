import { oneLine } from "#application/gouvernance/reunion-texte.ts";
import { CHARGES, type Charge } from "./charges.ts";
import { ENTREES, type Entree, toText } from "./entrees.ts";
import { inspectAnswer } from "./inspecter.ts";
import type { Monde } from "./monde.ts";

export type Bilan = {
  envoyees: number;
  /** The client itself cannot write this payload in a header. */
  impossibles: number;
  /** Answered as done, and found in the base as it was sent. */
  gardees: number;
  readonly defauts: string[];
};

/** Requests under way at once: one process answers them, and the database works meanwhile. */
const FILES = 4;

type Rang = readonly [rang: number, entree: Entree];

/** Every pair (input, payload) whose ranks `chosen` keeps: one after the other inside a group, several groups at once. */
export async function attack(monde: Monde, chosen: (entree: number, charge: number) => boolean): Promise<Bilan> {
  const bilan: Bilan = { envoyees: 0, impossibles: 0, gardees: 0, defauts: [] };
  const left = groupEntrees().values();
  const meet = async ([rangEntree, entree]: Rang) => {
    for (const [rangCharge, charge] of CHARGES.entries()) {
      if (!chosen(rangEntree, rangCharge)) continue;
      await send(monde, bilan, { entree, charge, rang: rangEntree * CHARGES.length + rangCharge });
    }
  };
  const work = async () => {
    for (const group of left) for (const one of group) await meet(one);
  };
  await Promise.all(Array.from({ length: FILES }, work));
  return bilan;
}

/** What is only read stands alone; the acts of one part of the product follow one another, since each finds what the former left. Longest first. */
function groupEntrees(): readonly (readonly Rang[])[] {
  const groups = new Map<string, Rang[]>();
  for (const [rang, entree] of ENTREES.entries()) {
    const [methode, chemin = ""] = entree.route.split(" ");
    const part = /^(\/t\/:epci)?\/[^/]*/.exec(chemin)?.[0] ?? chemin;
    const key = methode === "GET" ? String(rang) : part;
    groups.set(key, [...(groups.get(key) ?? []), [rang, entree]]);
  }
  return [...groups.values()].sort((a, b) => b.length - a.length);
}

type Essai = { readonly entree: Entree; readonly charge: Charge; readonly rang: number };

async function send(monde: Monde, bilan: Bilan, { entree, charge, rang }: Essai): Promise<void> {
  const { chemin, champs, entetes = {} } = entree.demande(charge.texte, monde.identifiants, rang);
  if (!isWritable(entetes)) {
    bilan.impossibles += 1;
    return;
  }
  const init = champs ? { method: "POST", body: new URLSearchParams(champs), headers: entetes } : { headers: entetes };
  bilan.envoyees += 1;
  const answer = await monde.ask(entree.qui, chemin, init);
  const location = answer.headers.get("location");
  const done = answer.status === 303 || (answer.status === 200 && champs !== undefined);
  const say = (defaut: string) =>
    bilan.defauts.push(`${entree.nom} ← ${JSON.stringify(charge.texte.slice(0, 120))}: ${defaut}`);
  for (const defaut of await inspectAnswer(answer, charge.marque)) say(defaut);
  if (!entree.gardes?.length || !done) return;
  for (const garde of entree.gardes) {
    if (await isKept(monde, garde, charge.texte)) bilan.gardees += 1;
    else say(`done, but not kept as sent in ${garde}`);
  }
  await giveBack(monde, location);
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
  /^(rapport|action_\w+|bilan_bailleur|cas_\w+|operation\w*|relogement_\w+|charte_\w+|regle_programme|commune_plh|logement_suivi|liberation|seuil_rapprochement|zone_examen|guichet_fiche|information|grille_cotation|evaluation_projet|reunion_point|decision_\w+|nominatif\..*)$/;

/** An address that was located is to be located again by the next payload. */
async function giveBack(monde: Monde, location: string | null): Promise<void> {
  if (!location?.includes("fait=localise")) return;
  const { rows } = await monde.pool.query<{ id: number; epci: string }>(
    "select id, epci from localisation where annulee_le is null order by id desc limit 1",
  );
  await monde.ask("agent-epci", `/t/${rows[0]?.epci}/donnees/localiser/${rows[0]?.id}/annuler`, { method: "POST" });
}
