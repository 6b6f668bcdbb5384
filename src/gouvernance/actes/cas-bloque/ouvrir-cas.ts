import type { Base } from "#socle/lectures/base.ts";
import { droitsOf } from "#socle/regles/habilitation/matrice.ts";
import { habilitationsFor } from "#socle/regles/habilitation/peut.ts";
import type { Portee } from "#socle/regles/habilitation/ressource.ts";
import { ADMINISTRATEUR } from "#socle/regles/habilitation/role.ts";
import { interdit, Refus } from "#socle/regles/shared/refus.ts";
import type { NouveauCas } from "../../lectures/cas-bloque/ports.ts";
import { cleanComplement } from "../../lectures/cas-bloque/prose.ts";
import type { FaitsCas, MotifCas, NatureCas, VoieCas } from "../../regles/cas-bloque/cas-bloque.ts";

export type CasAOuvrir = FaitsCas & {
  readonly epci: string;
  readonly nature: NatureCas;
  readonly voie: VoieCas;
  readonly motif: MotifCas;
  /** `id` of the bailleur in the directory; null: none, or unknown. For an actor of a bailleur, always their own. */
  readonly bailleur: number | null;
  /** `id` of the demolition, for an actor entrusted with buildings only. */
  readonly operation: number | null;
  readonly complement: string;
  /** true: the person read the warnings on the text, and keeps it. */
  readonly relu: boolean;
  readonly aujourdhui: string;
  readonly synthetique?: boolean;
};

export type CasOuvert = {
  readonly reference: string;
  /** null: the actor may not read the case afterwards. */
  readonly id: number | null;
};

/**
 * Opens a case today, in the name of the actor's organisation. Refuses `droit-absent`, `cas-commune`, `cas-bailleur`, `cas-operation`, and the
 * refusals of the text.
 */
export async function ouvrirCas(base: Base, demande: CasAOuvrir): Promise<CasOuvert> {
  const { epci, nature, voie, motif, aujourdhui, synthetique = false } = demande;
  const { personnes, typologie, commune, demandeMois, quartile, besoin } = demande;
  const complement = cleanComplement(demande.complement, "Complément", demande.relu);
  await checkCommune(base, epci, commune);
  const qui = await ownersOf(base, demande);
  return base.transaction(async (tx) => {
    const reference = await tx.casBloques.add(epci, {
      nature,
      voie,
      motif,
      ouvertLe: aujourdhui,
      complement,
      synthetique,
      ...qui,
      personnes,
      typologie,
      commune,
      demandeMois,
      quartile,
      besoin,
    });
    await tx.journal.ecrire({ acte: "cas-bloque-ouvert", ressource: "cas-bloque", epci, objet: `cas:${reference}` });
    return { reference, id: await tx.casBloques.findReference(epci, reference) };
  });
}

/** Scopes in which the actor may open cases: territory, organisation, contingent, desk, or entrusted buildings. */
export type PorteeOuverture = Extract<Portee, "territoire" | "organisation" | "contingent" | "guichet" | "affectation">;
const PORTEES_OUVERTURE: readonly PorteeOuverture[] = [
  "territoire",
  "organisation",
  "contingent",
  "guichet",
  "affectation",
];

/** Widest scope among the actor's habilitations, and its organisation. Refuses `droit-absent`. */
export function ouvertureOf(
  base: Pick<Base, "acteur">,
  epci: string,
): { readonly portee: PorteeOuverture; readonly organisation: number | null } {
  const held = habilitationsFor(base.acteur, "cas-bloque", "creer", epci);
  for (const portee of PORTEES_OUVERTURE) {
    const found = held.find(
      ({ role }) =>
        role !== ADMINISTRATEUR &&
        droitsOf(role, "cas-bloque").some((droit) => droit.portee === portee && droit.actions.includes("creer")),
    );
    // An account of the command line has no organisation.
    if (found) return { portee, organisation: found.organisation > 0 ? found.organisation : null };
  }
  throw interdit("droit-absent", "Votre habilitation ne permet pas de signaler un cas bloqué sur ce territoire.");
}

type Qui = Pick<NouveauCas, "organisation" | "reservataire" | "guichet" | "operation" | "auteur">;

async function ownersOf(base: Base, { epci, bailleur, operation }: CasAOuvrir): Promise<Qui> {
  const { portee, organisation: auteur } = ouvertureOf(base, epci);
  if (portee === "organisation") return { ...PERSONNE, organisation: auteur, auteur };
  await checkBailleur(base, bailleur);
  const qui: Qui = { ...PERSONNE, organisation: bailleur, auteur };
  if (portee === "contingent") return { ...qui, reservataire: auteur };
  if (portee === "guichet") return { ...qui, guichet: auteur };
  if (portee === "territoire") return qui;
  const demolition = (await base.rime.demolitions(epci)).find((one) => one.operation === operation);
  if (!demolition) {
    throw new Refus("cas-operation", "Choisissez l’immeuble dont est le ménage, parmi ceux qui vous sont confiés.");
  }
  return { ...qui, organisation: demolition.organisation, operation };
}

const PERSONNE = { organisation: null, reservataire: null, guichet: null, operation: null } as const;

async function checkBailleur(base: Base, bailleur: number | null): Promise<void> {
  if (bailleur === null) return;
  const known = await base.casBloques.organisations();
  if (known.some(({ id, type }) => id === bailleur && type === "bailleur")) return;
  throw new Refus("cas-bailleur", "Choisissez un bailleur dans la liste, ou « ne sait pas ».");
}

/** Refuses `cas-commune`. */
export async function checkCommune(base: Base, epci: string, commune: string | null): Promise<void> {
  if (commune === null) return;
  const communes = await base.territoires.communes(epci);
  if (communes.some((one) => one.commune === commune)) return;
  throw new Refus("cas-commune", "Choisissez une commune du territoire, ou « ne sait pas ».");
}
