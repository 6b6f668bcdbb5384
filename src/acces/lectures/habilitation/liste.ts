import { findValeur } from "#droit/regles/parametre.ts";
import type { RoleHabilite } from "#socle/regles/habilitation/role.ts";
import { addMs } from "../../actes/connexion/session.ts";
import {
  EXPIRE_BIENTOT_JOURS,
  etatHabilitation,
  expiresSoon,
  INACTIVITE_JOURS,
} from "../../regles/habilitation/echeances.ts";
import type { HabilitationDeps } from "./circonstances.ts";
import type { Habilitation, Organisation } from "./ports.ts";

export const VUES_HABILITATIONS = ["actuelles", "expire", "dormants", "passees"] as const;
export type VueHabilitations = (typeof VUES_HABILITATIONS)[number];

export type FiltreHabilitations = {
  readonly vue: VueHabilitations;
  readonly role: RoleHabilite | null;
  readonly organisation: number | null;
};

export type ListeHabilitations = {
  readonly aujourdhui: string;
  readonly filtre: FiltreHabilitations;
  readonly groupes: readonly { readonly organisation: Organisation; readonly habilitations: readonly Habilitation[] }[];
  /** Number shown, out of `total` that the person may read. */
  readonly montrees: number;
  readonly total: number;
  /** Choices of the filter. */
  readonly organisations: readonly Organisation[];
  readonly expirent: number;
  readonly dormants: number;
  readonly joursExpiration: number;
  readonly joursInactivite: number;
};

/** The habilitations of the territory that the actor may see, by organisation. Ended and revoked ones only on demand. */
export async function listHabilitations(
  { base, horloge }: Pick<HabilitationDeps, "base" | "horloge">,
  epci: string,
  filtre: FiltreHabilitations,
): Promise<ListeHabilitations> {
  const aujourdhui = horloge.aujourdhui();
  const joursInactivite = findValeur(INACTIVITE_JOURS, aujourdhui).valeur;
  const depuis = addMs(horloge.maintenant(), -joursInactivite * 86_400_000);
  const all = await base.habilitations.list(epci);
  const vues: Readonly<Record<VueHabilitations, (habilitation: Habilitation) => boolean>> = {
    actuelles: (h) => isCurrent(h, aujourdhui),
    passees: (h) => !isCurrent(h, aujourdhui),
    expire: (h) => expiresSoon(h, aujourdhui),
    dormants: (h) => isDormant(h, aujourdhui, depuis),
  };
  const shown = all.filter(
    (habilitation) =>
      vues[filtre.vue](habilitation) &&
      (filtre.role === null || habilitation.role === filtre.role) &&
      (filtre.organisation === null || habilitation.organisation.id === filtre.organisation),
  );
  return {
    aujourdhui,
    filtre,
    groupes: byOrganisation(shown),
    montrees: shown.length,
    total: all.length,
    organisations: byOrganisation(all).map(({ organisation }) => organisation),
    expirent: all.filter(vues.expire).length,
    dormants: all.filter(vues.dormants).length,
    joursExpiration: findValeur(EXPIRE_BIENTOT_JOURS, aujourdhui).valeur,
    joursInactivite,
  };
}

function isCurrent(habilitation: Habilitation, aujourdhui: string): boolean {
  const etat = etatHabilitation(habilitation, aujourdhui);
  return etat === "en-vigueur" || etat === "a-venir";
}

/** Same definition as `dormants` of the ports, on a list already read. */
function isDormant(habilitation: Habilitation, aujourdhui: string, depuis: string): boolean {
  const { vuLe, fermeLe } = habilitation.compte;
  return (
    etatHabilitation(habilitation, aujourdhui) === "en-vigueur" && fermeLe === null && (vuLe === null || vuLe < depuis)
  );
}

function byOrganisation(list: readonly Habilitation[]): ListeHabilitations["groupes"] {
  const groupes = new Map<number, { organisation: Organisation; habilitations: Habilitation[] }>();
  for (const habilitation of list) {
    const known = groupes.get(habilitation.organisation.id);
    if (known) known.habilitations.push(habilitation);
    else
      groupes.set(habilitation.organisation.id, {
        organisation: habilitation.organisation,
        habilitations: [habilitation],
      });
  }
  return [...groupes.values()];
}
