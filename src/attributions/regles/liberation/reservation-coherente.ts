import { type Contingent, LIBELLE_CONTINGENT } from "#droit/regles/attribution/attribution.ts";
import type { CodeReservataire, DroitReservation } from "#engagements/regles/contingent/droit.ts";
import { joinFrench } from "#socle/regles/shared/format.ts";
import { conflit, Refus } from "#socle/regles/shared/refus.ts";

/** A right, of a réservataire on a bailleur's stock. */
export type DroitConnu = DroitReservation & {
  readonly id: number;
  readonly bailleur: number;
  readonly reservataire: number;
  readonly nomReservataire: string;
};
/** What a réservataire holds with any bailleur, and under which code, on that day. */
export type TitreConnu = { readonly reservataire: number; readonly contingent: CodeReservataire };

export type ReservationDemandee = {
  readonly bailleur: number;
  readonly reservataire: number;
  readonly contingent: CodeReservataire;
  /** Right in stock; null: the flux of the year. */
  readonly droit: number | null;
  /** RPLS number of the dwelling, or the bailleur's own. */
  readonly logement: string;
  /** As its bailleur wrote it when it was freed; null: it was asked of somebody since. */
  readonly contingentDuLogement: Contingent | null;
  readonly jour: string;
};

/**
 * Dwelling, right, réservataire and convention agree: a dwelling that a right in stock names is asked of nobody else, and nobody is asked under the
 * code of another. Refuses `droit-inconnu`, `droit-autre-logement`, `logement-reserve`, `contingent-du-logement`, `contingent-du-reservataire`.
 */
export function checkReservation(
  demande: ReservationDemandee,
  droits: readonly DroitConnu[],
  titres: readonly TitreConnu[],
): void {
  const enCours = droits.filter(
    ({ mode, bailleur, depuis, jusque }) =>
      mode === "stock" &&
      bailleur === demande.bailleur &&
      depuis <= demande.jour &&
      (jusque === null || jusque >= demande.jour),
  );
  checkDroit(demande, enCours);
  const nommant = enCours.find(({ id, logements }) => id !== demande.droit && logements.includes(demande.logement));
  if (nommant) {
    throw conflit(
      "logement-reserve",
      `Ce logement est l’un de ceux que nomme le droit en stock de « ${nommant.nomReservataire} »\u00A0: sollicitez ce réservataire, ou faites corriger le droit.`,
      { champ: "reservataire" },
    );
  }
  checkContingent(demande, titres);
}

function checkDroit(
  { droit, reservataire, contingent, logement }: ReservationDemandee,
  enCours: readonly DroitConnu[],
): void {
  if (droit === null) return;
  const found = enCours.find(({ id }) => id === droit);
  if (found?.reservataire !== reservataire || found.contingent !== contingent) {
    throw new Refus(
      "droit-inconnu",
      "Droit en stock : choisissez un droit de ce réservataire sur votre parc, de ce contingent et encore en cours.",
      { champ: "droit" },
    );
  }
  // A list as long as the right leaves no room for another dwelling.
  if (found.logements.length < found.nombre || found.logements.includes(logement)) return;
  throw conflit("droit-autre-logement", "Ce droit en stock nomme tous ses logements, et celui-ci n’en est pas un.", {
    champ: "droit",
  });
}

function checkContingent(
  { contingent, contingentDuLogement: dit, reservataire }: ReservationDemandee,
  titres: readonly TitreConnu[],
): void {
  if (dit !== null && dit !== "AUCUN" && dit !== "inconnu" && dit !== contingent) {
    throw conflit(
      "contingent-du-logement",
      `Ce logement est réservé à « ${LIBELLE_CONTINGENT[dit]} »\u00A0: il ne se demande pas sous « ${LIBELLE_CONTINGENT[contingent]} ». Corrigez le contingent du logement s’il est faux.`,
      { champ: "contingent" },
    );
  }
  const siens = [...new Set(titres.filter((un) => un.reservataire === reservataire).map((un) => un.contingent))];
  if (siens.length === 0 || siens.includes(contingent)) return;
  throw conflit(
    "contingent-du-reservataire",
    `Ce réservataire n’a de réservations ici que sous « ${joinFrench(siens.map((code) => LIBELLE_CONTINGENT[code]))} ». Choisissez ce contingent, ou un autre réservataire.`,
    { champ: "contingent" },
  );
}
