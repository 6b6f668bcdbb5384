import type { Base } from "#socle/lectures/base.ts";
import type { RoleHabilite } from "#socle/regles/habilitation/role.ts";
import type { TypeOrganisation } from "#socle/regles/habilitation/type-organisation.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { isSiren } from "#socle/regles/shared/siren.ts";
import { normalizeCourriel } from "../../lectures/connexion/login.ts";
import {
  type HabilitationDeps,
  type InvitationDeps,
  readCirconstances,
} from "../../lectures/habilitation/circonstances.ts";
import type { Compte, Habilitation, Organisation } from "../../lectures/habilitation/ports.ts";
import { checkAccord } from "../../regles/habilitation/accorder.ts";
import { PLATEFORME } from "../../regles/habilitation/preuve.ts";
import { envoyerPreuve, type Invitation, inviter, type Remise, requirePreuve, SANS_INVITATION } from "./inviter.ts";

export type DemandeAccord = {
  /** null: the platform. */
  readonly epci: string | null;
  readonly courriel: string;
  /** Only used for a new address. */
  readonly prenom: string;
  readonly nom: string;
  readonly organisation:
    | { readonly id: number }
    | { readonly type: TypeOrganisation; readonly nom: string; readonly siren: string | null };
  readonly role: RoleHabilite;
  readonly communes: readonly string[];
  readonly sensible: boolean;
  readonly debut: string;
  readonly fin: string;
  readonly motif: string;
  /** Delivery of a new account's link. A mailed link proves the address; a handed-over one only counts for the rights of this territory. */
  readonly remise: Remise;
};

export type Accord = Invitation & { readonly habilitation: Habilitation };

/**
 * Grants a habilitation, to a person who may be new and for an organisation that may be. One transaction, with its lines in the journal;
 * the link of a new account is made after it, and can be made again (`reinviter`). One that another territory made is written to, and the right waits
 * until its address is proved. Throws a `Refus` of the rules (domain/habilitation/
 * accorder.ts), "courriel-invalide", "nom-absent", "siren-invalide", "organisation-inconnue" or "compte-ferme". `avant`: what is done first, or not at all, in
 * the same transaction.
 */
export async function accorderHabilitation(
  deps: InvitationDeps,
  demande: DemandeAccord,
  avant: (tx: Base) => Promise<unknown> = async () => {},
): Promise<Accord> {
  const { habilitation, nouveau } = await deps.base.transaction(async (tx) => {
    await avant(tx);
    return grant({ ...deps, base: tx }, demande);
  });
  if (nouveau) return { habilitation, ...(await inviter(deps, habilitation, demande.remise)) };
  if (!habilitation.enAttente) return { habilitation, ...SANS_INVITATION };
  return { habilitation, lien: null, envoi: await envoyerPreuve(deps, habilitation) };
}

async function grant(
  { base, horloge, connexions }: InvitationDeps,
  demande: DemandeAccord,
): Promise<{ readonly habilitation: Habilitation; readonly nouveau: boolean }> {
  const { epci, role, sensible, debut, fin } = demande;
  const motif = demande.motif.trim();
  const { accordant, circonstances } = await readCirconstances(base, epci, horloge.aujourdhui());
  const { compte, nouveau } = await ensureCompte(base, demande);
  const { organisation, ajoutee } = await ensureOrganisation(base, demande.organisation);
  const communes = [...new Set(demande.communes)].sort();
  const asked = { epci, role, communes, sensible, debut, fin, motif };
  checkAccord(
    accordant,
    { ...asked, compte: compte.id, organisation: organisation.id, typeOrganisation: organisation.type },
    circonstances,
  );
  const habilitation = await base.habilitations.grant({
    ...asked,
    compte: compte.id,
    organisation: organisation.id,
    accordeePar: accordant.compte,
    preuveApres: await requirePreuve({ connexions, horloge }, compte, { epci, nouveau }),
  });
  const ligne = { ressource: "habilitation", epci, motif } as const;
  if (ajoutee) {
    await base.journal.ecrire({ ...ligne, acte: "organisation-ajoutee", objet: `organisation:${organisation.id}` });
  }
  if (nouveau) await base.journal.ecrire({ ...ligne, acte: "compte-invite", objet: `compte:${compte.id}` });
  await base.journal.ecrire({ ...ligne, acte: "habilitation-accordee", objet: `habilitation:${habilitation.id}` });
  return { habilitation, nouveau };
}

async function ensureCompte(
  base: HabilitationDeps["base"],
  demande: Pick<DemandeAccord, "epci" | "courriel" | "prenom" | "nom">,
): Promise<{ readonly compte: Compte; readonly nouveau: boolean }> {
  const { habilitations } = base;
  const courriel = normalizeCourriel(demande.courriel);
  if (courriel === null || !/^[^@]+@[^@]+\.[^@]+$/.test(courriel)) {
    throw new Refus(
      "courriel-invalide",
      "L’adresse électronique n’est pas complète, ou a un caractère qui n’est pas d’une adresse. Écrivez-la comme « prenom.nom@organisme.fr », sans accent.",
    );
  }
  const found = await habilitations.findCompteByCourriel(courriel);
  if (found?.fermeLe) {
    throw new Refus(
      "compte-ferme",
      "Le compte de cette personne est fermé. Adressez-vous à un administrateur de la plateforme pour le rouvrir.",
    );
  }
  if (found) return { compte: found, nouveau: false };
  const [prenom, nom] = [demande.prenom.trim(), demande.nom.trim()];
  if (prenom === "" || nom === "") {
    throw new Refus(
      "nom-absent",
      "Personne n’a encore de compte avec cette adresse : donnez aussi le prénom et le nom.",
    );
  }
  const invitePour = demande.epci ?? PLATEFORME;
  const created = await habilitations.createCompte({ courriel, prenom, nom, invitePour });
  return created ? { compte: created, nouveau: true } : ensureCompte(base, demande);
}

async function ensureOrganisation(
  { habilitations }: HabilitationDeps["base"],
  asked: DemandeAccord["organisation"],
): Promise<{ readonly organisation: Organisation; readonly ajoutee: boolean }> {
  if ("id" in asked) {
    const found = await habilitations.findOrganisation(asked.id);
    if (found) return { organisation: found, ajoutee: false };
    throw new Refus(
      "organisation-inconnue",
      "Cette organisation n’existe pas. Choisissez-en une dans la liste, ou ajoutez-la.",
    );
  }
  const nom = asked.nom.trim();
  if (nom.length < 2 || nom.length > 120) {
    throw new Refus("organisation-sans-nom", "Donnez le nom de la nouvelle organisation, en 2 à 120 caractères.");
  }
  if (asked.siren !== null && !isSiren(asked.siren)) {
    throw new Refus(
      "siren-invalide",
      `« ${asked.siren} » n’est pas un SIREN. Vérifiez les neuf chiffres, ou laissez le champ vide.`,
    );
  }
  const { ajoutee, ...organisation } = await habilitations.addOrganisation({ ...asked, nom });
  return { organisation, ajoutee };
}
