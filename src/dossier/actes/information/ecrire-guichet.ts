import type { Base } from "#socle/lectures/base.ts";
import { habilitationsFor, peutPartout } from "#socle/regles/habilitation/peut.ts";
import { introuvable, Refus } from "#socle/regles/shared/refus.ts";
import { relireTexte } from "#socle/regles/texte-libre/relire-texte.ts";
import type { GuichetEcrit } from "../../lectures/information/ports.ts";
import type { FicheGuichet } from "../../regles/information/guichet.ts";
import { checkHoraires, type DefautHoraires } from "../../regles/information/horaires.ts";
import { changedMeanwhile } from "./ecrire-contenu.ts";

export type GuichetSaisi = Omit<FicheGuichet, "repli"> & {
  readonly epci: string;
  /** undefined: unchanged; only the EPCI may set it. */
  readonly repli?: boolean | undefined;
  /** Organisation that runs the desk; undefined: unchanged. */
  readonly organisation?: number | null;
  readonly relu: boolean;
};

const LIBELLE_DEFAUT: Readonly<Record<DefautHoraires["motif"], string>> = {
  incomplet: "écrivez l’heure de début et l’heure de fin, comme 09:00 et 12:00, ou laissez les deux vides",
  envers: "l’heure de fin doit venir après l’heure de début",
  chevauche: "deux plages se chevauchent. Corrigez l’une des deux",
};

export function sayDefaut({ jour, motif }: DefautHoraires): string {
  return `Horaires du ${jour} : ${LIBELLE_DEFAUT[motif]}.`;
}

/** Throws `guichet-inconnu`: the card does not exist, or the actor may not read it. */
export async function openGuichet(base: Base, epci: string, id: number): Promise<GuichetEcrit> {
  const guichet = await base.information.guichet(epci, id);
  if (!guichet) throw unknownGuichet();
  return guichet;
}

/** May the actor keep this card? The members of its organisation may, and whoever may keep all those of the territory. */
export function maySetGuichet(
  base: Pick<Base, "acteur">,
  epci: string,
  guichet: Pick<GuichetEcrit, "organisation">,
): boolean {
  const { acteur } = base;
  if (peutPartout(acteur, "information", "modifier", epci)) return true;
  const held = habilitationsFor(acteur, "information", "modifier", epci);
  return held.some(({ organisation }) => organisation === guichet.organisation);
}

/** Refuses `guichet-horaires`, `guichet-commune`, and those of the text. */
export async function ajouterGuichet(base: Base, demande: GuichetSaisi): Promise<number> {
  const { epci, relu: _, organisation = null, repli = false, ...saisie } = demande;
  await check(base, demande);
  const fiche = { ...saisie, repli };
  checkRepli({ ...fiche, organisation });
  return base.transaction(async (tx) => {
    const id = await tx.information.ajouterGuichet(epci, { ...fiche, organisation, publie: false });
    await note(tx, epci, id);
    return id;
  });
}

/** Refuses `guichet-inconnu` for the card of another organisation, `information-changee` when somebody saved it meanwhile. */
export async function changerGuichet(
  base: Base,
  { id, revision, ...demande }: GuichetSaisi & { readonly id: number; readonly revision: number },
): Promise<void> {
  const { epci, relu: _, organisation, repli, ...saisie } = demande;
  const guichet = await openGuichet(base, epci, id);
  if (!maySetGuichet(base, epci, guichet)) throw unknownGuichet();
  await check(base, demande);
  const partout = peutPartout(base.acteur, "information", "modifier", epci);
  const owner = partout && organisation !== undefined ? { organisation } : {};
  const fiche = { ...saisie, repli: partout && repli !== undefined ? repli : guichet.repli };
  checkRepli({ organisation: guichet.organisation, ...fiche, ...owner });
  await base.transaction(async (tx) => {
    if (!(await tx.information.changerGuichet(epci, id, revision, { ...fiche, ...owner }))) throw changedMeanwhile();
    await note(tx, epci, id);
  });
}

/** Refuses `guichet-repli`: the default desk must register demandes, and belong to an organisation that reads them. */
function checkRepli({ repli, niveau, organisation }: Pick<GuichetEcrit, "repli" | "niveau" | "organisation">): void {
  if (!repli || (niveau === "enregistrement" && organisation !== null)) return;
  throw new Refus(
    "guichet-repli",
    "Le guichet de repli enregistre les demandes : choisissez « on enregistre votre demande », et l’organisme qui les reçoit.",
  );
}

/** A card may be published without place or hours: a telephone number may be enough. */
export async function publierGuichet(
  base: Base,
  { epci, id, publie }: { epci: string; id: number; publie: boolean },
): Promise<void> {
  await openGuichet(base, epci, id);
  await base.transaction(async (tx) => {
    if (!(await tx.information.publierGuichet(epci, id, publie))) throw unknownGuichet();
    await tx.journal.ecrire({ acte: "information-publiee", ressource: "information", epci, objet: `guichet:${id}` });
  });
}

export async function supprimerGuichet(base: Base, { epci, id }: { epci: string; id: number }): Promise<void> {
  await openGuichet(base, epci, id);
  await base.transaction(async (tx) => {
    if (!(await tx.information.supprimerGuichet(epci, id))) throw unknownGuichet();
    await note(tx, epci, id);
  });
}

async function check(base: Base, { epci, commune, horaires, precisions, relu }: GuichetSaisi): Promise<void> {
  const [defaut] = checkHoraires(horaires.plages);
  if (defaut) throw new Refus("guichet-horaires", sayDefaut(defaut));
  const communes = await base.territoires.communes(epci);
  if (!communes.some((row) => row.commune === commune)) {
    throw new Refus("guichet-commune", "Commune : choisissez une commune de la liste.");
  }
  if (precisions !== null) relireTexte(precisions, "Précisions :", { relu, aRelire: "information-a-relire" });
}

function note(tx: Base, epci: string, id: number): Promise<void> {
  return tx.journal.ecrire({ acte: "guichet-modifie", ressource: "information", epci, objet: `guichet:${id}` });
}

export function unknownGuichet(): Refus {
  return introuvable(
    "guichet-inconnu",
    "Ce guichet n’existe pas, ou n’est pas celui de votre organisme. Revenez à l’information du public.",
  );
}
