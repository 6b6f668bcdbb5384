import type { Quartile, Reponse, Ressources } from "#droit/regles/attribution/attribution.ts";
import type { Typologie } from "#droit/regles/typologie.ts";
import type { Situation } from "#socle/regles/shared/situation.ts";
import type { MotifBlocage } from "../../regles/comite.ts";
import type { EtatRelogement } from "../../regles/etat.ts";
import type { Accompagnement, BesoinAcces, EtapeRelogement, ZoneSouhaitee } from "../../regles/menage.ts";
import type { MotifRefusOffre, ReponseOffre } from "../../regles/offre.ts";

/**
 * A row of « Ménages », by the codes of the dictionary. null: an empty cell or a missing column, which changes nothing. Amounts in
 * euros a month, surfaces in m², days ISO.
 */
export type ValeursMenage = {
  readonly reference: string;
  /** Name of a demolition, as written. */
  readonly operation: string | null;
  readonly nom: string | null;
  readonly prenom: string | null;
  readonly naissance: string | null;
  readonly telephone: string | null;
  readonly courriel: string | null;
  readonly porte: string | null;
  readonly adultes: number | null;
  readonly enfants: number | null;
  readonly revenuMensuel: number | null;
  readonly uniteConso: number | null;
  readonly personnes: number | null;
  readonly quartile: Exclude<Quartile, "inconnu"> | null;
  readonly ressources: Exclude<Ressources, "absentes"> | null;
  readonly origineRpls: string | null;
  readonly origineTypologie: Typologie | null;
  readonly origineSurface: number | null;
  readonly origineLoyer: number | null;
  readonly origineCharges: number | null;
  readonly origineApl: number | null;
  readonly souhaitTypologies: readonly Typologie[] | null;
  readonly souhaitZone: Exclude<ZoneSouhaitee, "inconnue"> | null;
  readonly souhaitCommunes: readonly string[] | null;
  readonly besoinAcces: Exclude<BesoinAcces, "inconnu"> | null;
  readonly resteMax: number | null;
  readonly accession: OuiNon | null;
  readonly actionLogement: OuiNon | null;
  readonly accompagnement: Exclude<Accompagnement, "inconnu"> | null;
  /** Reference of the household that this one leaves. */
  readonly decohabitationDe: string | null;
  readonly etat: EtatRelogement | null;
  readonly etatDepuis: string | null;
  readonly motifBlocage: MotifBlocage | null;
  readonly etape: EtapeRelogement | null;
  readonly etapeLe: string | null;
};

/** A row of « Offres ». */
export type ValeursOffre = {
  readonly reference: string;
  readonly numero: number;
  readonly proposeeLe: string | null;
  /** SIREN, or a name as written. */
  readonly bailleur: string | null;
  readonly adresse: string | null;
  readonly commune: string | null;
  readonly secteur: string | null;
  readonly situation: Exclude<Situation, "inconnue"> | null;
  readonly identRpls: string | null;
  readonly typologie: Typologie | null;
  readonly surface: number | null;
  readonly loyer: number | null;
  readonly charges: number | null;
  readonly apl: number | null;
  readonly premiereLocationLe: string | null;
  readonly conventionneLe: string | null;
  readonly rehabilite: OuiNon | null;
  readonly residentialise: OuiNon | null;
  readonly loyerBaisse: OuiNon | null;
  readonly pru1: OuiNon | null;
  readonly droitActionLogement: OuiNon | null;
  readonly visiteeLe: string | null;
  readonly reponse: ReponseOffre | null;
  readonly reponduLe: string | null;
  readonly motifRefus: MotifRefusOffre | null;
  readonly precision: string | null;
  readonly raisonRang: string | null;
  readonly bailSigneLe: string | null;
};

export type OuiNon = Exclude<Reponse, "inconnu">;

/** Computed amounts of the file, by code: compared with Blaise's, never kept. */
export type CalculsLus = Readonly<Partial<Record<string, number>>>;
