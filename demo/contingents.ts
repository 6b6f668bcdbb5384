import type { NouvelleOrganisation } from "#acces/lectures/connexion/ports.ts";
import type { LigneAssiette } from "#engagements/regles/contingent/assiette.ts";
import type { DroitReservation } from "#engagements/regles/contingent/droit.ts";
import type { ConventionFlux } from "#engagements/regles/contingent/flux.ts";
import type { CleBailleur } from "./bailleurs.ts";

/**
 * Reservations of the demonstration. The document says: reservations managed « en flux, et sans formalisme particulier », seven rights of
 * Action Logement in stock under the convention PRU 2018/2024, dwellings reserved to the State, to the army and to hospitals still to be counted.
 * Numbers, shares, bailleurs and days are ours: it gives none but the seven.
 */
export type CleReservataire = "etat" | "action-logement" | "commune" | "epci" | "hopital";

type OrganisationDemo = Pick<NouvelleOrganisation, "type" | "nom">;

/** The EPCI is the territory itself: its name and SIREN come with it. */
export const RESERVATAIRES: Readonly<Record<Exclude<CleReservataire, "epci">, OrganisationDemo>> = {
  etat: { type: "etat", nom: "Services de l’État (démonstration)" },
  "action-logement": { type: "reservataire", nom: "Action Logement Services" },
  commune: { type: "commune", nom: "Commune de Saint-Dizier (démonstration)" },
  hopital: { type: "reservataire", nom: "Centre hospitalier (démonstration)" },
};

type Parties = { readonly bailleur: CleBailleur; readonly reservataire: CleReservataire };

const SYNTHETIQUE = "Droit de démonstration, inventé.";

export const DROITS: readonly (DroitReservation & Parties)[] = [
  {
    bailleur: "oph",
    reservataire: "action-logement",
    contingent: "COLACT",
    mode: "stock",
    nombre: 7,
    depuis: "2018-01-01",
    jusque: "2024-12-31",
    exception: null,
    logements: [],
    justification:
      "Sept droits gérés en stock, convention PRU 2018/2024 (document-cadre, § 8). Le bailleur et les jours sont choisis pour la démonstration.",
  },
  {
    bailleur: "oph",
    reservataire: "hopital",
    contingent: "AUTRES",
    mode: "stock",
    nombre: 3,
    depuis: "2016-01-01",
    jusque: null,
    exception: "sante",
    justification: SYNTHETIQUE,
    logements: [],
  },
  flux("oph", "etat", "PPRIOR", 60),
  flux("hamaris", "etat", "PPRIOR", 25),
  flux("oph", "etat", "PFONCT", 12),
  flux("oph", "commune", "COLTER", 20),
  flux("oph", "epci", "COLTER", 10),
];

function flux(
  bailleur: CleBailleur,
  reservataire: CleReservataire,
  contingent: DroitReservation["contingent"],
  nombre: number,
): DroitReservation & Parties {
  const dates = { depuis: "2018-01-01", jusque: null, justification: SYNTHETIQUE, exception: null, logements: [] };
  return { bailleur, reservataire, contingent, mode: "flux", nombre, ...dates };
}

type ConventionDemo = Omit<ConventionFlux, "bailleur" | "reservataire"> &
  Parties & { readonly assiette: readonly LigneAssiette[] };

const ASSIETTE_OPH: readonly LigneAssiette[] = [
  { annee: 2018, code: "liberations", nombre: 290 },
  { annee: 2018, code: "mutations", nombre: 40 },
  { annee: 2018, code: "relogements", nombre: 20 },
  { annee: 2018, code: "ventes-demolitions", nombre: 30 },
  { annee: 2019, code: "ventes-demolitions", nombre: 45 },
];
const ASSIETTE_HAMARIS: readonly LigneAssiette[] = [
  { annee: 2018, code: "liberations", nombre: 150 },
  { annee: 2018, code: "livraisons", nombre: 8 },
  { annee: 2018, code: "mutations", nombre: 18 },
  { annee: 2019, code: "relogements", nombre: 12 },
];

export const CONVENTIONS: readonly ConventionDemo[] = [
  convention("oph", "etat", "PPRIOR", 0.25, ASSIETTE_OPH),
  convention("oph", "etat", "PFONCT", 0.05, ASSIETTE_OPH),
  convention("oph", "action-logement", "COLACT", 0.15, ASSIETTE_OPH),
  { ...convention("oph", "commune", "COLTER", 0.1, ASSIETTE_OPH), commune: "52448" },
  convention("oph", "epci", "COLTER", 0.05, ASSIETTE_OPH),
  convention("hamaris", "etat", "PPRIOR", 0.25, ASSIETTE_HAMARIS),
  convention("hamaris", "action-logement", "COLACT", 0.15, ASSIETTE_HAMARIS),
  // Its base is not written yet: its objective is unknown.
  convention("plurial", "action-logement", "COLACT", 0.2, []),
];

/** Three years, as the document says of the State's conventions. */
function convention(
  bailleur: CleBailleur,
  reservataire: CleReservataire,
  contingent: DroitReservation["contingent"],
  part: number,
  assiette: readonly LigneAssiette[],
): ConventionDemo {
  const span = { departement: "52", commune: null, anneeDebut: 2018, anneeFin: 2020, signeeLe: "2018-01-15" };
  return { bailleur, reservataire, contingent, part, assiette, ...span };
}
