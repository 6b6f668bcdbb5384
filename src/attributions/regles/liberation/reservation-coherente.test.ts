import { describe, expect, it } from "vitest";
import { Refus } from "#socle/regles/shared/refus.ts";
import {
  checkReservation,
  type DroitConnu,
  type ReservationDemandee,
  type TitreConnu,
} from "./reservation-coherente.ts";

const [ALS, PREFET, COMMUNE] = [10, 20, 30];
const DROIT: DroitConnu = {
  id: 1,
  bailleur: 5,
  reservataire: ALS,
  nomReservataire: "Action Logement",
  mode: "stock",
  contingent: "COLACT",
  nombre: 2,
  depuis: "2018-01-01",
  jusque: "2024-12-31",
  justification: "Convention PRU 2018/2024",
  exception: null,
  logements: ["A1", "A2"],
};
const TITRES: readonly TitreConnu[] = [DROIT, { reservataire: PREFET, contingent: "PPRIOR" }];
const DEMANDE: ReservationDemandee = {
  bailleur: 5,
  reservataire: ALS,
  contingent: "COLACT",
  droit: 1,
  logement: "A1",
  contingentDuLogement: "COLACT",
  jour: "2018-11-15",
};

function codeOf(demande: Partial<ReservationDemandee>, droit: Partial<DroitConnu> = {}): string | null {
  try {
    checkReservation({ ...DEMANDE, ...demande }, [{ ...DROIT, ...droit }], TITRES);
    return null;
  } catch (error) {
    if (error instanceof Refus) return error.code;
    throw error;
  }
}

describe("a dwelling asked of a réservataire", () => {
  it.each<[string, Partial<ReservationDemandee>, Partial<DroitConnu>, string | null]>([
    ["under the right that names it", {}, {}, null],
    ["by the flux, unnamed", { droit: null, logement: "B9" }, {}, null],
    ["by the flux, though the right of the same one names it", { droit: null }, {}, "logement-reserve"],
    [
      "of the préfet, though a right of Action Logement names it",
      { droit: null, reservataire: PREFET, contingent: "PPRIOR", contingentDuLogement: "AUCUN" },
      {},
      "logement-reserve",
    ],
    [
      "of the préfet once the right has ended",
      { droit: null, reservataire: PREFET, contingent: "PPRIOR", contingentDuLogement: "AUCUN", jour: "2025-01-01" },
      {},
      null,
    ],
    [
      "of the préfet, said to be Action Logement’s",
      { droit: null, logement: "B9", reservataire: PREFET, contingent: "PPRIOR" },
      {},
      "contingent-du-logement",
    ],
    [
      "of the préfet under another’s code",
      { droit: null, logement: "B9", reservataire: PREFET },
      {},
      "contingent-du-reservataire",
    ],
    ["of somebody without any title here", { droit: null, logement: "B9", reservataire: COMMUNE }, {}, null],
    ["once somebody was asked", { droit: null, logement: "B9", contingentDuLogement: null }, {}, null],
    ["under a right that names all its dwellings, and not this one", { logement: "B9" }, {}, "droit-autre-logement"],
    ["under a right with dwellings still to name", { logement: "B9" }, { nombre: 3 }, null],
    ["under a right that has ended", {}, { jusque: "2018-11-14" }, "droit-inconnu"],
    ["under a right of another code", {}, { contingent: "COLTER" }, "droit-inconnu"],
    ["under another bailleur’s right", {}, { bailleur: 6 }, "droit-inconnu"],
    ["under a right in flux", {}, { mode: "flux", logements: [] }, "droit-inconnu"],
  ])("%s", (_, demande, droit, code) => {
    expect(codeOf(demande, droit)).toBe(code);
  });
});
