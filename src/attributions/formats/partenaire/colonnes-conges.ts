import { type Definition, requise } from "#donnees/formats/decode/colonne.ts";
import type { Valeurs } from "#donnees/formats/tables/lire-liste.ts";
import { oneOf } from "#donnees/formats/values/code.ts";
import { jour } from "#donnees/formats/values/date.ts";
import type { Lecteur } from "#donnees/formats/values/defaut.ts";
import { reject } from "#donnees/formats/values/defaut.ts";
import { decimal } from "#donnees/formats/values/nombre.ts";
import { oneLine } from "#donnees/formats/values/texte.ts";
import type { CauseVacance, FinancementLogement, OrigineLiberation } from "../../regles/liberation/liberation.ts";

/** As the declaration of a dwelling takes it. */
const identifiant: Lecteur<string> = (texte) => {
  const code = oneLine(texte);
  if (/^[\p{L}\p{N}][\p{L}\p{N} ./_-]{0,59}$/u.test(code)) return code;
  return reject("logement-cle", "L’identifiant du logement a 60 signes au plus, lettres et chiffres. Corrigez-le.");
};

const ORIGINES = new Map<string, OrigineLiberation>([
  ["CONGE", "conge"],
  ["PREAVIS", "conge"],
  ["VACANT", "vacant"],
  ["VACANCE", "vacant"],
  ["LIVRAISON", "livraison"],
  ["NEUF", "livraison"],
]);

const CAUSES = new Map<string, CauseVacance>([
  ["TECHNIQUE", "technique"],
  ["TRAVAUX", "technique"],
  ["SINISTRE", "technique"],
  ["COMMERCIALE", "commerciale"],
  ["STRATEGIQUE", "strategique"],
  ["VENTE", "strategique"],
  ["DEMOLITION", "strategique"],
]);

const FINANCEMENTS = new Map<string, FinancementLogement>(
  (["PLAI", "PLUS", "PLS", "PLI"] as const).map((code) => [code, code]),
);

/** No published layout is known: the first name of each column is ours, the others are spellings met or likely; any other is matched once. */
export const COLONNES_CONGES = {
  numeroRpls: requise(
    ["numero_rpls", "ident_rep", "ident_rpls", "rpls", "identifiant_rpls", "ident_int", "reference_logement"],
    "identifiant",
    () => identifiant,
  ),
  origine: {
    noms: ["nature", "origine", "type_liberation"],
    genre: "code",
    lecteur: () => oneOf(ORIGINES, { dits: "congé, vacant ou livraison" }),
  },
  preavis: { noms: ["date_conge", "date_preavis", "conge_le", "preavis_recu_le"], genre: "date", lecteur: jour },
  departPrevu: {
    noms: ["date_depart", "depart_prevu", "date_fin_preavis", "fin_de_preavis", "date_sortie"],
    genre: "date",
    lecteur: (c) => jour(c, { future: true }),
  },
  etatDesLieux: {
    noms: ["date_etat_des_lieux", "edl_sortant", "vacant_depuis", "date_vacance", "debut_vacance"],
    genre: "date",
    lecteur: jour,
  },
  travauxPrevus: {
    noms: ["fin_travaux_prevue", "travaux_prevus"],
    genre: "date",
    lecteur: (c) => jour(c, { future: true }),
  },
  disponible: { noms: ["date_disponible", "disponible_le", "date_disponibilite"], genre: "date", lecteur: jour },
  cause: {
    noms: ["cause_vacance", "motif_vacance"],
    genre: "code",
    lecteur: () => oneOf(CAUSES, { dits: "technique, commerciale ou stratégique" }),
  },
  financement: {
    noms: ["financement"],
    genre: "code",
    lecteur: () => oneOf(FINANCEMENTS, { dits: "PLAI, PLUS, PLS ou PLI" }),
  },
  loyer: { noms: ["loyer", "loyer_hors_charges"], genre: "nombre", lecteur: () => decimal({ min: 0, max: 5_000 }) },
  charges: { noms: ["charges"], genre: "nombre", lecteur: () => decimal({ min: 0, max: 5_000 }) },
} as const satisfies Readonly<Record<string, Definition<unknown>>>;

export type CongeLu = Valeurs<typeof COLONNES_CONGES>;
