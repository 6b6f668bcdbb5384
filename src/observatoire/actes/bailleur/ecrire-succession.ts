import type {
  GenreSuccession,
  PartSuccession,
  SortObjectifs,
  Succession,
} from "#donnees/regles/bailleur/succession.ts";
import { LIBELLE_OBJET } from "#donnees/regles/convention/objet.ts";
import { findNonSommables } from "#engagements/regles/convention/reprise.ts";
import type { Base } from "#socle/lectures/base.ts";
import { formatJour, joinFrench } from "#socle/regles/shared/format.ts";
import { introuvable, Refus } from "#socle/regles/shared/refus.ts";
import { relireTexte } from "#socle/regles/texte-libre/relire-texte.ts";
import { checkSuccession, checkSuccessions } from "../../regles/bailleur/check-successions.ts";

/** `nom`: only for a bailleur that no source names. */
export type PartSaisie = Omit<PartSuccession, "nom"> & { readonly nom: string | null };

/** `sirens`: the bailleurs that end or hand over; several only in a merger. */
export type SuccessionSaisie = {
  readonly epci: string;
  readonly genre: GenreSuccession;
  readonly sirens: readonly string[];
  readonly jour: string;
  readonly acte: string;
  readonly objectifs: SortObjectifs;
  readonly parts: readonly PartSaisie[];
  readonly relu: boolean;
  readonly aujourdhui: string;
};

/**
 * Records a succession of bailleurs with its act; the published leases are counted again, résidences and remontées follow. All or nothing. Refuses
 * `succession-bailleur`, `succession-a-venir`, `succession-invalide`, `succession-lieu`, `succession-boucle`, `succession-contradictoire`,
 * `objectifs-inconciliables`, `succession-acte`, and as a text.
 */
export function ecrireSuccession(base: Base, saisie: SuccessionSaisie): Promise<readonly Ecrite[]> {
  const { epci } = saisie;
  return base.transaction(async (tx) => {
    const written = await write(tx, saisie);
    for (const { id } of written) {
      await tx.journal.ecrire({ acte: "bailleur-succession", ressource: "lot", epci, objet: `acte-bailleur:${id}` });
    }
    return written;
  });
}

type Ecrite = { readonly id: number; readonly succession: Succession };

/** In the caller's transaction, and without a line in the journal. */
export async function write(tx: Base, saisie: SuccessionSaisie): Promise<readonly Ecrite[]> {
  const { epci, relu } = saisie;
  const acte = saisie.acte.trim();
  if (acte === "") {
    throw new Refus("succession-acte", "Écrivez l’acte qui le dit, par exemple « décret du 12 décembre 2018 ».");
  }
  relireTexte(acte, "Acte\u00A0:", { relu, aRelire: "motif-a-relire" });
  checkJour(saisie);
  // Serialises: a second writer reads what the first has written.
  await tx.bailleurs.lock(epci);
  const nouvelles = await compose(tx, { ...saisie, acte });
  for (const succession of nouvelles) checkSuccession(succession);
  const standing = await tx.bailleurs.successions(epci);
  checkSuccessions([...standing, ...nouvelles]);
  await checkLieux(tx, epci, nouvelles);
  await refuseNonSommables(tx, epci, nouvelles);
  const written: Ecrite[] = [];
  for (const succession of nouvelles) {
    const id = await tx.bailleurs.ecrire(epci, { ...succession, par: tx.acteur.nom });
    written.push({ id, succession });
  }
  return written;
}

function checkJour({ jour, aujourdhui }: SuccessionSaisie): void {
  if (jour <= aujourdhui) return;
  throw new Refus(
    "succession-a-venir",
    `Cet acte prend effet le ${formatJour(jour)}\u00A0: écrivez-le à partir de ce jour. D’ici là, rien ne change.`,
  );
}

async function compose(tx: Base, saisie: SuccessionSaisie): Promise<readonly Succession[]> {
  const { epci, genre, sirens, jour, acte, objectifs } = saisie;
  const several = sirens.length > 1;
  if (sirens.length === 0 || several !== (genre === "fusion")) {
    throw new Refus(
      "succession-bailleur",
      genre === "fusion" ? "Une fusion réunit deux bailleurs au moins." : "Choisissez un bailleur, et un seul.",
    );
  }
  const noms = new Map((await tx.bailleurs.connus(epci)).map(({ siren, nom }) => [siren, nom]));
  const parts = saisie.parts.map((part): PartSuccession => ({ ...part, nom: nameSuccesseur(part, noms) }));
  return sirens.map((siren) => {
    if (!noms.has(siren)) {
      throw new Refus("succession-bailleur", `Aucun bailleur ${siren} dans les données de ce territoire.`, { siren });
    }
    return { genre, siren, nom: noms.get(siren) ?? `SIREN ${siren}`, jour, acte, objectifs, parts };
  });
}

function nameSuccesseur({ vers, nom }: PartSaisie, noms: ReadonlyMap<string, string | null>): string {
  const found = noms.get(vers) ?? nom;
  if (found) return found;
  throw new Refus("succession-bailleur", `Rien ne nomme le bailleur ${vers}\u00A0: écrivez son nom.`, { siren: vers });
}

async function checkLieux(tx: Base, epci: string, successions: readonly Succession[]): Promise<void> {
  const communes = new Set((await tx.territoires.perimetre(epci)).map(({ commune }) => commune));
  for (const { siren, nom, parts } of successions) {
    const dehors = parts.flatMap((part) => part.communes).find((commune) => !communes.has(commune));
    if (dehors !== undefined) {
      throw new Refus("succession-lieu", `La commune « ${dehors} » n’est pas du territoire.`, { commune: dehors });
    }
    const asked = parts.flatMap(({ residences }) => residences);
    if (asked.length === 0) continue;
    const own = new Set((await tx.bailleurs.residences(epci, siren)).map(({ cle }) => cle));
    const other = asked.find((cle) => !own.has(cle));
    if (other !== undefined) {
      throw new Refus("succession-lieu", `La résidence « ${other} » n’est pas de ${nom} dans le dernier parc publié.`, {
        residence: other,
      });
    }
  }
}

/** Two rates without a base cannot be summed: the successor's objective would be unknown. */
async function refuseNonSommables(tx: Base, epci: string, nouvelles: readonly Succession[]): Promise<void> {
  for (const version of await tx.conventions.versions(epci)) {
    if (version.depuis === null) continue;
    for (const succession of nouvelles) {
      const annee = Number(succession.jour.slice(0, 4));
      const lignes = version.engagements.filter((one) => one.annee >= annee);
      const lost = findNonSommables(lignes, succession, (one) => `${one.annee} ${one.objet}`);
      if (lost.length === 0) continue;
      const said = joinFrench(lost.map((one) => `${LIBELLE_OBJET[one.objet]} ${one.annee}`));
      throw new Refus(
        "objectifs-inconciliables",
        `${version.titre}\u00A0: les objectifs de ${succession.nom} et de son successeur ne s’additionnent pas (${said})\u00A0: deux taux différents, sans nombre ni assiette. Déclarez-les clos, puis fixez-les par un avenant.`,
      );
    }
  }
}

/** Withdraws an act, which stays in the history; everything is counted again without it. Refuses `succession-inconnue`. */
export function annulerSuccession(
  base: Base,
  { epci, id }: { readonly epci: string; readonly id: number },
): Promise<void> {
  return base.transaction(async (tx) => {
    await tx.bailleurs.lock(epci);
    if (!(await tx.bailleurs.annuler(epci, id, tx.acteur.nom))) {
      throw introuvable("succession-inconnue", "Cet acte n’existe pas, ou il a déjà été annulé.");
    }
    checkSuccessions(await tx.bailleurs.successions(epci));
    await tx.journal.ecrire({ acte: "succession-annulee", ressource: "lot", epci, objet: `acte-bailleur:${id}` });
  });
}

/**
 * Sets the territory's own name of a bailleur that files do not name, or name otherwise. Refuses `succession-bailleur`, `nom-bailleur`, and as a
 * text.
 */
export async function nommerBailleur(
  base: Base,
  { epci, siren, nom }: { readonly epci: string; readonly siren: string; readonly nom: string },
): Promise<void> {
  const ecrit = nom.trim();
  if (ecrit.length < 2 || ecrit.length > 120) {
    throw new Refus("nom-bailleur", "Le nom d’un bailleur a de 2 à 120 caractères.");
  }
  relireTexte(ecrit, "Nom\u00A0:", { relu: true, aRelire: "motif-a-relire" });
  await base.transaction(async (tx) => {
    if (!(await tx.bailleurs.connus(epci)).some((one) => one.siren === siren)) {
      throw new Refus("succession-bailleur", `Aucun bailleur ${siren} dans les données de ce territoire.`, { siren });
    }
    await tx.bailleurs.nommer(epci, siren, ecrit, tx.acteur.nom);
    await tx.journal.ecrire({ acte: "bailleur-nomme", ressource: "lot", epci, objet: `bailleur:${siren}` });
  });
}
