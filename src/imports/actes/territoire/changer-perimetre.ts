import type { Mesures } from "#bilan/lectures/bilan.ts";
import { computeBilan } from "#bilan/lectures/compute-bilan.ts";
import type { CodeOfficiel } from "#donnees/actes/territoire/open-territoire.ts";
import { deriveCommunes } from "#donnees/lectures/lot/derive-communes.ts";
import { refuseDeuxTitulaires } from "#donnees/lectures/territoire/deux-titulaires.ts";
import type { ActePerimetre, CommuneFinie, CommuneTerritoire } from "#donnees/lectures/territoire/ports.ts";
import { checkActes, findCommuns } from "#donnees/regles/territoire/actes.ts";
import { type Composition, compositionsBetween, compositionsOf } from "#donnees/regles/territoire/perimetre.ts";
import { rehearse } from "#socle/actes/rehearse.ts";
import type { Base } from "#socle/lectures/base.ts";
import { addDays } from "#socle/regles/shared/calendrier.ts";
import { formatJour } from "#socle/regles/shared/format.ts";
import { yearPeriode } from "#socle/regles/shared/periode.ts";
import { conflit, introuvable, Refus } from "#socle/regles/shared/refus.ts";
import { relireTexte } from "#socle/regles/texte-libre/relire-texte.ts";

/** One act: communes that join, or leave, on one day. `communes`: their codes, as typed. */
export type ActeSaisi = Pick<ActePerimetre, "genre" | "jour" | "acte"> & {
  readonly epci: string;
  readonly communes: readonly string[];
  readonly relu: boolean;
};

export type EffetActe = {
  readonly communes: readonly CommuneTerritoire[];
  /** Last changed year among those whose published files hold leases of these communes; null: none. */
  readonly annee: { readonly annee: number; readonly avant: Mesures; readonly apres: Mesures } | null;
  readonly compositions: readonly Composition[];
  /** Typed communes that do not exist any more. */
  readonly finies: readonly CommuneFinie[];
  /** Count of the persons with a right limited to communes that leave: the act does not withdraw it. 0 when they join. */
  readonly habilites: number;
};

/**
 * Communes join or leave the territory: the leases of the published files are counted again by day, for all the communes or none. Refuses
 * `commune-inconnue`, `commune-disparue`, `acte-absent`, `acte-deja-ecrit`, `perimetre-contradictoire`, `commune-deux-titulaires`, and the refusals
 * of a text.
 */
export function ecrireActe(base: Base, code: CodeOfficiel, saisi: ActeSaisi): Promise<readonly number[]> {
  const { epci, genre } = saisi;
  return base.transaction(async (tx) => {
    const ids = await write(tx, code, saisi);
    const acte = genre === "entree" ? "commune-entree" : "commune-sortie";
    for (const id of ids) await tx.journal.ecrire({ acte, ressource: "lot", epci, objet: `acte-perimetre:${id}` });
    return ids;
  });
}

async function write(tx: Base, code: CodeOfficiel, saisi: ActeSaisi): Promise<readonly number[]> {
  const { epci, genre, jour, relu } = saisi;
  const acte = saisi.acte.trim();
  if (acte === "") {
    throw introuvable(
      "acte-absent",
      "Écrivez l’acte qui le dit, par exemple « arrêté du préfet du 12 décembre 2016 ».",
    );
  }
  relireTexte(acte, "Acte\u00A0:", { relu, aRelire: "motif-a-relire" });
  const communes = await findCommunes(tx, code, saisi);
  const finies = findFinies(code, communes, saisi);
  const ids: number[] = [];
  // Locked in one order, so that two acts on the same communes cannot deadlock.
  for (const une of communes.toSorted((a, b) => a.commune.localeCompare(b.commune))) {
    // A concurrent act, here or in another territory, waits, then reads what the first wrote.
    await tx.perimetres.lock(une.commune);
    const dernierJour = finies.find(({ commune }) => commune === une.commune)?.dernierJour ?? null;
    const id = await tx.perimetres.ecrire(epci, { ...une, genre, jour, acte, par: tx.acteur.nom, dernierJour });
    if (id === null) {
      throw conflit("acte-deja-ecrit", `${une.nom}\u00A0: cet acte est déjà écrit, à ce jour. Rechargez la page.`, {
        commune: une.commune,
      });
    }
    ids.push(id);
  }
  await check(tx, epci, communes, finies);
  return ids;
}

function findFinies(
  code: CodeOfficiel,
  communes: readonly Nommee[],
  { jour }: Pick<ActeSaisi, "jour">,
): readonly CommuneFinie[] {
  return communes.flatMap(({ commune, nom }) => findFinie(code, { commune, nom, jour }) ?? []);
}

/**
 * An act of a former commune is on one of its days, or on the first day of its successor: an « entrée » on that day says that it came with the
 * merger. Refuses
 * `commune-disparue`.
 */
function findFinie(
  { mouvements }: CodeOfficiel,
  { commune, nom, jour }: Nommee & Pick<ActeSaisi, "jour">,
): CommuneFinie | null {
  const fin = mouvements.finDe(commune);
  if (fin === null) return null;
  const devenue = `${mouvements.nomDe(fin.devenue) ?? fin.devenue} (${fin.devenue})`;
  if (fin.depuis === null) {
    throw conflit(
      "commune-disparue",
      `${nom} (${commune}) n’est plus une commune, et le jour de sa fin n’est pas connu ici. Écrivez l’acte pour ${devenue}.`,
      { commune },
    );
  }
  if (jour > fin.depuis) {
    throw conflit(
      "commune-disparue",
      `${nom} (${commune}) a cessé d’exister le ${formatJour(fin.depuis)}. Pour les jours qui suivent, écrivez l’acte pour ${devenue}.`,
      { commune },
    );
  }
  return { commune, devenue: fin.devenue, dernierJour: addDays(fin.depuis, -1) };
}

/**
 * Withdraws an act of one commune; it stays in the history. Refuses `acte-inconnu`, and as `ecrireActe` when the remaining acts contradict each
 * other.
 */
export function annulerActe(
  base: Base,
  code: CodeOfficiel,
  { epci, id }: { readonly epci: string; readonly id: number },
): Promise<void> {
  return base.transaction(async (tx) => {
    const found = (await tx.perimetres.actes(epci)).find((acte) => acte.id === id);
    if (found) await tx.perimetres.lock(found.commune);
    if (!found || (await tx.perimetres.annuler(epci, id, tx.acteur.nom)) === null) {
      throw introuvable("acte-inconnu", "Cet acte n’existe pas, ou il a déjà été annulé.", { id });
    }
    await check(tx, epci, [found], findFinies(code, [found], found));
    await tx.journal.ecrire({ acte: "perimetre-annule", ressource: "lot", epci, objet: `acte-perimetre:${id}` });
  });
}

/** Computes what would change; nothing is kept. Refuses as `ecrireActe`. */
export async function previewActe(
  base: Base,
  code: CodeOfficiel,
  saisi: ActeSaisi,
  aujourdhui: string,
): Promise<EffetActe> {
  const communes = await findCommunes(base, code, saisi);
  const codes = communes.map(({ commune }) => commune);
  const finies = findFinies(code, communes, saisi);
  const habilites = saisi.genre === "sortie" ? await base.perimetres.habilites(saisi.epci, codes, aujourdhui) : 0;
  return { communes, finies, habilites, ...(await rehearseActe(base, code, saisi, { codes, finies })) };
}

async function rehearseActe(
  base: Base,
  code: CodeOfficiel,
  saisi: ActeSaisi,
  { codes, finies }: { readonly codes: readonly string[]; readonly finies: readonly CommuneFinie[] },
): Promise<Pick<EffetActe, "annee" | "compositions">> {
  const { epci } = saisi;
  const before = compositionsOf(await base.territoires.perimetre(epci));
  const annees = await base.rattachements.anneesOf(epci, [...codes, ...finies.map(({ devenue }) => devenue)]);
  // A commune that came with the merger is in no composition: only the place of its former leases changes.
  const isOfFinie = (annee: number) => finies.some(({ dernierJour }) => annee <= Number(dernierJour.slice(0, 4)));
  const measure = (tx: Base, annee: number) => computeBilan(tx, { epci, periode: yearPeriode(annee), bailleur: null });
  const { compositions, annee, mesures } = await rehearse(base, async (tx) => {
    await write(tx, code, { ...saisi, relu: true });
    const after = compositionsOf(await tx.territoires.perimetre(epci));
    const changed = annees.findLast((one) => isOfFinie(one) || isChanged(before, after, one)) ?? null;
    return { compositions: after, annee: changed, mesures: changed === null ? null : await measure(tx, changed) };
  });
  if (annee === null || mesures === null) return { annee: null, compositions };
  return { annee: { annee, avant: await measure(base, annee), apres: mesures }, compositions };
}

/** Does a day of the year have other communes than before? */
function isChanged(avant: readonly Composition[], apres: readonly Composition[], annee: number): boolean {
  const [premier, dernier] = [`${annee}-01-01`, `${annee}-12-31`];
  const during = (compositions: readonly Composition[]) =>
    compositionsBetween(compositions, [premier, dernier]).map(({ communes, depuis }) => [
      communes.toSorted(),
      // What began before the year is there on its first day.
      depuis === null || depuis < premier ? premier : depuis,
    ]);
  return JSON.stringify(during(avant)) !== JSON.stringify(during(apres));
}

type Nommee = Pick<CommuneTerritoire, "commune" | "nom">;

async function findCommunes(
  base: Pick<Base, "territoires">,
  code: CodeOfficiel,
  { epci, communes }: Pick<ActeSaisi, "epci" | "communes">,
): Promise<readonly CommuneTerritoire[]> {
  const connues = await base.territoires.perimetre(epci);
  if (communes.length === 0) {
    throw new Refus("commune-inconnue", "Écrivez le code officiel d’au moins une commune, par exemple 52448.");
  }
  return [...new Set(communes)].map((ecrite) => {
    const known = connues.find(({ commune }) => commune === ecrite) ?? code.findCommune(ecrite);
    if (!known) {
      throw new Refus(
        "commune-inconnue",
        `Aucune commune ne porte le code « ${ecrite} » dans le code officiel géographique. Vérifiez ses cinq caractères.`,
        { commune: ecrite },
      );
    }
    return { commune: known.commune, nom: known.nom, population: known.population };
  });
}

/** Checks that the remaining acts follow each other, and that no other territory has the commune on the same days; then counts the leases again. */
async function check(
  tx: Base,
  epci: string,
  communes: readonly Nommee[],
  finies: readonly CommuneFinie[],
): Promise<void> {
  const codes = communes.map(({ commune }) => commune);
  const [actes, perimetre, autres] = [
    (await tx.perimetres.actes(epci)).filter(({ annuleLe }) => annuleLe === null),
    new Map((await tx.territoires.perimetre(epci)).map((une) => [une.commune, une])),
    await tx.perimetres.autresTitulaires(epci, codes),
  ];
  for (const { commune, nom } of communes) {
    const own = actes.filter((acte) => acte.commune === commune);
    checkActes(nom, own, perimetre.get(commune)?.origine ?? false);
  }
  refuseDeuxTitulaires(
    autres.flatMap((titulaire) => {
      const own = perimetre.get(titulaire.commune);
      const communs = own ? findCommuns(own.sejours, titulaire.sejours) : null;
      return own && communs ? [{ commune: own.commune, nom: own.nom, titulaire, communs }] : [];
    }),
  );
  for (const finie of finies) await tx.perimetres.relire(epci, finie);
  await deriveCommunes(tx, epci, [...codes, ...finies.map(({ devenue }) => devenue)]);
}
