import { EPCI } from "../fixtures/pages.ts";
import { CAS_ESSAI } from "./cas-essai.ts";
import type { Champs, Formulaire } from "./entrees.ts";
import type { Qui } from "./monde.ts";

const T = `/t/${EPCI}/commission`;
const QUI: Qui = "agent-epci";
const CAS = "/t/:epci/commission/cas/:cas{[1-9][0-9]{0,14}}";
const NOUVEAU = "/t/:epci/commission/cas/nouveau";
const FILTRE: Champs = { nature: "mutation", motif: "suroccupation", etat: "signale", assigne: "1" };

/** One act of the case that the world holds open. */
function acte(nom: string, champs: Champs, more: Pick<Formulaire, "gardes" | "ensembles"> = {}): Formulaire {
  return {
    route: `POST ${CAS}/${nom}`,
    qui: QUI,
    chemin: ({ urbain }) => `${T}/cas/${urbain.cas}/${nom}`,
    champs: () => champs,
    ...more,
  };
}

const PRECISION: Champs = { le: "2018-02-01", complement: "Vu avec le service", relu: "oui" };
const FIN: Champs = { issue: "", bail_le: "" };
const proposition: Champs = { nature: "logement", typologie: "T4", commune: "52448", ...PRECISION };
const decision: Champs = { sens: "reexaminer", proposition: "", charge: "", echeance: "", ...PRECISION, ...FIN };
const autres = (champs: Champs) => Object.keys(champs).filter((nom) => nom !== "complement");

export const FORMULAIRES_CAS_BLOQUES: readonly Formulaire[] = [
  {
    route: `POST ${NOUVEAU}`,
    qui: QUI,
    chemin: () => `${T}/cas/nouveau`,
    champs: () => CAS_ESSAI,
    ensembles: [autres(CAS_ESSAI)],
    gardes: { complement: "cas_bloque.complement" },
  },
  acte("confier", { organisation: "1", echeance: "2199-01-01" }, { ensembles: [["organisation", "echeance"]] }),
  acte("proposer", proposition, {
    ensembles: [autres(proposition)],
    gardes: { complement: "cas_proposition.complement" },
  }),
  acte("decider", decision, { ensembles: [autres(decision)], gardes: { complement: "cas_decision.complement" } }),
  acte("inscrire", { reunion: "987654" }),
  {
    // A closed case takes nothing more: of one that is not there.
    ...acte(
      "clore",
      { le: "2018-03-01", issue: "sans-suite", bail_le: "" },
      { ensembles: [["le", "issue", "bail_le"]] },
    ),
    chemin: () => `${T}/cas/987654/clore`,
  },
];

export const QUESTIONS_CAS_BLOQUES: readonly [route: string, qui: Qui, chemin: string, parametres: Champs][] = [
  ["GET /t/:epci/commission/cas", QUI, `${T}/cas`, FILTRE],
  ["GET /t/:epci/commission/:fichier{cas\\.(csv|xlsx)}", QUI, `${T}/cas.csv`, FILTRE],
  [`GET ${NOUVEAU}`, "guichet", `${T}/cas/nouveau`, { recu: "CB-2018-001" }],
  [`GET ${CAS}`, QUI, `${T}/cas/1`, { fait: "ouvert" }],
];

export const CHEMINS_CAS_BLOQUES: readonly [route: string, qui: Qui, chemin: string][] = [
  [`GET ${CAS}`, QUI, `${T}/cas/*`],
  ["GET /t/:epci/commission/:fichier{cas\\.(csv|xlsx)}", QUI, `${T}/*.csv`],
  ...["confier", "proposer", "inscrire", "decider", "clore"].flatMap((nom): [string, Qui, string][] => [
    [`GET ${CAS}/${nom}`, QUI, `${T}/cas/*/${nom}`],
    [`POST ${CAS}/${nom}`, QUI, `${T}/cas/*/${nom}`],
  ]),
];
