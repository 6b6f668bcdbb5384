import { ACTE_MAX, cleanTexte } from "#engagements/lectures/convention/texte.ts";
import type { Base } from "#socle/lectures/base.ts";
import type { Acte } from "#socle/regles/journal/acte.ts";
import { conflit, introuvable, type Refus } from "#socle/regles/shared/refus.ts";
import type { AnalyseDesequilibre, UniteAnalysee } from "../../lectures/desequilibre/analyse.ts";
import { isSurrepresentation } from "../../lectures/desequilibre/occupations.ts";
import { cleanMotif } from "../../lectures/desequilibre/texte.ts";
import {
  checkArret,
  checkOuverte,
  type LigneMixite,
  type ListeMixite,
  type ResidenceListee,
} from "../../regles/desequilibre/mixite.ts";

type ListeBase = Pick<Base, "transaction">;
export type ListeDesignee = { readonly epci: string; readonly id: number };

/** Weighted indicators with an established over-representation, among all occupants. */
function listEtablis({ populations }: Pick<UniteAnalysee, "populations">) {
  return populations.occupants.ecarts.filter((ecart) => ecart.poids > 0 && isSurrepresentation(ecart));
}

/** In the order of the stock. */
function proposeResidences({ residences, methode }: AnalyseDesequilibre): readonly UniteAnalysee[] {
  return residences.filter(
    ({ populations }) => (populations.occupants.surrepresentations ?? 0) >= methode.seuils.enjeuMixite,
  );
}

function listeeOf(unite: UniteAnalysee): ResidenceListee {
  return {
    cle: unite.cle,
    nom: unite.nom,
    commune: unite.communeNom ?? unite.commune ?? "",
    bailleur: unite.bailleur,
    bailleurNom: unite.bailleurNom,
    indicateurs: listEtablis(unite).map(({ indicateur }) => indicateur),
  };
}

/** Opens a project with the method's proposals of the day. Returns its `id`. Refuses `liste-en-cours`. */
export async function proposerListe(
  base: ListeBase,
  epci: string,
  analyse: AnalyseDesequilibre,
  aujourdhui: string,
): Promise<number> {
  const lignes = proposeResidences(analyse).map(
    (unite): LigneMixite => ({ ...listeeOf(unite), origine: "methode", retenue: true, motif: null }),
  );
  const { enquete, millesime, methode } = analyse;
  return base.transaction(async (tx) => {
    const source = { methode: methode.version, enquete, millesime };
    const id = await tx.desequilibres.addListe(epci, { ...source, etablieLe: aujourdhui, lignes });
    if (id === null) {
      throw conflit(
        "liste-en-cours",
        "Un projet de liste est déjà ouvert. Arrêtez-le ou abandonnez-le avant d’en proposer un autre.",
      );
    }
    await write(tx, epci, "liste-mixite-proposee", id);
    return id;
  });
}

export type LigneSaisie = ListeDesignee & { readonly cle: string; readonly motif: string; readonly relu: boolean };

/**
 * Adds a résidence to the project, or puts it back, with a reason. Refuses `liste-inconnue`, `liste-arretee`, `residence-inconnue`, and as the
 * reason.
 */
export async function ajouterLigne(
  base: ListeBase,
  readAnalyse: () => Promise<AnalyseDesequilibre>,
  saisie: LigneSaisie,
): Promise<void> {
  const motif = cleanMotif(saisie.motif, saisie.relu);
  await change(base, saisie, async (tx, liste) => {
    const known = liste.lignes.find(({ cle }) => cle === saisie.cle);
    const unite = known ? null : (await readAnalyse()).residences.find(({ cle }) => cle === saisie.cle);
    if (!known && !unite) {
      throw introuvable(
        "residence-inconnue",
        "Cette résidence n’est pas dans le parc lu. Choisissez-la dans la liste.",
      );
    }
    const ligne = known ?? (unite ? ({ ...listeeOf(unite), origine: "ajout" } as const) : null);
    if (ligne) await tx.desequilibres.saveLigne(saisie.epci, liste.id, { ...ligne, retenue: true, motif });
  });
}

/**
 * Removes a résidence from the project: one proposed by the method stays listed with the reason, one added by hand is deleted. Refuses
 * `liste-inconnue`, `liste-arretee`, `residence-inconnue`, and as the reason.
 */
export async function retirerLigne(base: ListeBase, saisie: LigneSaisie): Promise<void> {
  const motif = cleanMotif(saisie.motif, saisie.relu);
  await change(base, saisie, async (tx, liste) => {
    const known = liste.lignes.find(({ cle }) => cle === saisie.cle);
    if (!known) throw introuvable("residence-inconnue", "Cette résidence n’est pas sur la liste. Rechargez la page.");
    if (known.origine === "ajout") await tx.desequilibres.removeLigne(saisie.epci, liste.id, saisie.cle);
    else await tx.desequilibres.saveLigne(saisie.epci, liste.id, { ...known, retenue: false, motif });
  });
}

async function change(
  base: ListeBase,
  { epci, id }: ListeDesignee,
  work: (tx: Base, liste: ListeMixite) => Promise<void>,
): Promise<void> {
  await base.transaction(async (tx) => {
    const liste = await findListe(tx, epci, id);
    checkOuverte(liste);
    await work(tx, liste);
    await write(tx, epci, "liste-mixite-modifiee", id);
  });
}

/** Adopts the project, which never changes again. Refuses `liste-inconnue`, and as `checkArret` and the act. */
export async function arreterListe(
  base: ListeBase,
  { epci, id }: ListeDesignee,
  saisie: { readonly acte: string; readonly arreteeLe: string; readonly aujourdhui: string },
): Promise<void> {
  await base.transaction(async (tx) => {
    const acte = checkArret(await findListe(tx, epci, id), {
      ...saisie,
      acte: cleanTexte("Acte", saisie.acte, ACTE_MAX),
    });
    const done = await tx.desequilibres.arreterListe(epci, id, { acte, arreteeLe: saisie.arreteeLe });
    if (!done) throw conflit("liste-arretee", "Cette liste vient d’être arrêtée par une autre personne.");
    await write(tx, epci, "liste-mixite-arretee", id);
  });
}

/** Refuses `liste-inconnue`, `liste-arretee`. */
export async function abandonnerListe(base: ListeBase, { epci, id }: ListeDesignee): Promise<void> {
  await base.transaction(async (tx) => {
    checkOuverte(await findListe(tx, epci, id));
    await tx.desequilibres.dropListe(epci, id);
    await write(tx, epci, "liste-mixite-abandonnee", id);
  });
}

/** Refuses `liste-inconnue`. */
export async function findListe({ desequilibres }: Pick<Base, "desequilibres">, epci: string, id: number) {
  const liste = await desequilibres.findListe(epci, id);
  if (!liste) throw unknownListe();
  return liste;
}

export function unknownListe(): Refus {
  return introuvable("liste-inconnue", "Cette liste n’existe pas. Choisissez-la dans la page des listes.");
}

async function write(tx: Base, epci: string, acte: Acte, id: number): Promise<void> {
  await tx.journal.ecrire({ acte, ressource: "indicateur-interne", epci, objet: `liste-mixite:${id}` });
}
