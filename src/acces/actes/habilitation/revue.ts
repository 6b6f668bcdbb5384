import { findValeur } from "#droit/regles/parametre.ts";
import { conflit } from "#socle/regles/shared/refus.ts";
import { type HabilitationDeps, readCirconstances, tenueOf } from "../../lectures/habilitation/circonstances.ts";
import type { Compte, Habilitation, Revue } from "../../lectures/habilitation/ports.ts";
import { checkRevocation } from "../../regles/habilitation/accorder.ts";
import { INACTIVITE_JOURS } from "../../regles/habilitation/echeances.ts";
import { addMs } from "../connexion/session.ts";

export type CompteDormant = { readonly compte: Compte; readonly habilitations: readonly Habilitation[] };

export type RevueAFaire = {
  /** In days, without a login; see regles/habilitation/echeances.ts. */
  readonly jours: number;
  readonly dormants: readonly CompteDormant[];
  readonly revues: readonly Revue[];
};

/** Accounts with a habilitation in force in the territory that never logged in, or not for that many days. The longest unseen first. */
export async function readRevue({ base, horloge }: HabilitationDeps, epci: string): Promise<RevueAFaire> {
  const jours = findValeur(INACTIVITE_JOURS, horloge.aujourdhui()).valeur;
  const dormants = await listDormants({ base, horloge }, epci, jours);
  return { jours, dormants: byCompte(dormants), revues: await base.habilitations.revues(epci) };
}

function listDormants(
  { base, horloge }: HabilitationDeps,
  epci: string,
  jours: number,
): Promise<readonly Habilitation[]> {
  const depuis = addMs(horloge.maintenant(), -jours * 86_400_000);
  return base.habilitations.dormants(epci, depuis, horloge.aujourdhui());
}

function byCompte(habilitations: readonly Habilitation[]): readonly CompteDormant[] {
  const comptes = new Map<number, { compte: Compte; habilitations: Habilitation[] }>();
  for (const habilitation of habilitations) {
    const known = comptes.get(habilitation.compte.id);
    if (known) known.habilitations.push(habilitation);
    else comptes.set(habilitation.compte.id, { compte: habilitation.compte, habilitations: [habilitation] });
  }
  return [...comptes.values()];
}

/**
 * Revokes the chosen dormant habilitations, all or none, with one reason, and records the review; a review may choose none. Throws
 * "habilitation-active" when one is no longer dormant, or a `Refus` of the rules.
 */
export function faireRevue(
  { base, horloge }: HabilitationDeps,
  { epci, ids, motif }: { readonly epci: string; readonly ids: readonly number[]; readonly motif: string },
): Promise<{ readonly revoquees: number }> {
  return base.transaction(async (tx) => {
    const aujourdhui = horloge.aujourdhui();
    const { accordant, circonstances } = await readCirconstances(tx, epci, aujourdhui);
    const dormants = await listDormants({ base: tx, horloge }, epci, findValeur(INACTIVITE_JOURS, aujourdhui).valeur);
    const chosen = [...new Set(ids)].map(
      (id) => dormants.find((habilitation) => habilitation.id === id) ?? noLongerDormant(),
    );
    chosen.forEach((habilitation, rang) => {
      // One after the other: the last two managers must not both be revoked because each saw the other.
      const gone = new Set(chosen.slice(0, rang).map(({ id }) => id));
      const existantes = circonstances.existantes.filter(({ id }) => !gone.has(id));
      checkRevocation(accordant, tenueOf(habilitation), motif, { aujourdhui, existantes });
    });
    const raison = motif.trim();
    const ligne = { ressource: "habilitation", epci, ...(raison === "" ? {} : { motif: raison }) } as const;
    for (const { id } of chosen) {
      await tx.habilitations.revoke(id, accordant.compte);
      await tx.journal.ecrire({ ...ligne, acte: "habilitation-revoquee", objet: `habilitation:${id}` });
    }
    const comptes = byCompte(dormants).length;
    const revoquees = chosen.length;
    await tx.habilitations.addRevue(epci, { faitePar: tx.acteur.nom, comptes, revoquees, motif: raison });
    await tx.journal.ecrire({
      ...ligne,
      acte: "habilitation-revue",
      objet: `dormants:${comptes} revoquees:${revoquees}`,
    });
    return { revoquees };
  });
}

function noLongerDormant(): never {
  throw conflit(
    "habilitation-active",
    "La liste a changé : une des personnes cochées s’est connectée, ou son habilitation a pris fin. Relisez la liste et recommencez.",
  );
}
