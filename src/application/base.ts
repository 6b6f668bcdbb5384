import type { Acteur } from "#domain/habilitation/acteur.ts";
import type { Action, Ressource } from "#domain/habilitation/ressource.ts";
import type { ActionQueries } from "./action/ports.ts";
import type { BailQueries } from "./bail/ports.ts";
import type { BailleurQueries } from "./bailleur/ports.ts";
import type { CubeQueries } from "./bilan/ports.ts";
import type { BilanBailleurQueries } from "./bilan-bailleur/ports.ts";
import type { CalQueries } from "./cal/ports.ts";
import type { CandidatureQueries, DesignationQueries } from "./candidature/ports.ts";
import type { CasBloqueQueries } from "./cas-bloque/ports.ts";
import type { CilQueries } from "./cil/ports.ts";
import type { NationalQueries } from "./comparaison-nationale/ports.ts";
import type { ConnexionQueries } from "./connexion/ports.ts";
import type { EtatConservationQueries } from "./conservation/ports.ts";
import type { ContingentQueries } from "./contingent/ports.ts";
import type { ConventionQueries } from "./convention/ports.ts";
import type { CotationQueries } from "./cotation/ports.ts";
import type { ChangementQueries } from "./courrier/changement-ports.ts";
import type { CourrierQueries } from "./courrier/ports.ts";
import type { DemandeQueries } from "./demande/ports.ts";
import type { DesequilibreQueries } from "./desequilibre/ports.ts";
import type { DiffusionQueries } from "./diffusion/ports.ts";
import type { DossierQueries } from "./dossier/ports.ts";
import type { DoublonQueries } from "./doublon/ports.ts";
import type { DroitQueries } from "./droit/ports.ts";
import type { EntretienQueries } from "./entretien/ports.ts";
import type { EvaluationQueries } from "./evaluation/ports.ts";
import type { EvenementQueries } from "./evenement/ports.ts";
import type { ExamenOccupationQueries } from "./examen-occupation/ports.ts";
import type { FicheContactQueries } from "./fiche-contact/ports.ts";
import type {
  DecisionInstanceQueries,
  InstanceQueries,
  ReleveQueries,
  ReunionQueries,
  TenueQueries,
} from "./gouvernance/ports.ts";
import type { HabilitationQueries } from "./habilitation/ports.ts";
import type { InformationQueries } from "./information/ports.ts";
import type { JournalQueries } from "./journal/ports.ts";
import type { LiberationQueries } from "./liberation/ports.ts";
import type { LocalisationQueries } from "./localisation/ports.ts";
import type { LogementSuiviQueries } from "./logement/ports.ts";
import type { FaitQueries, LotQueries } from "./lot/ports.ts";
import type { LoyerQueries } from "./loyer/ports.ts";
import type { MessageQueries } from "./message/ports.ts";
import type { MesureQueries } from "./mesure-corrective/ports.ts";
import type { OccupationQueries } from "./occupation/ports.ts";
import type { PaireBailQueries } from "./paire-bail/ports.ts";
import type { ParcQueries } from "./parc/ports.ts";
import type { PieceQueries } from "./piece/ports.ts";
import type { PlanQueries } from "./plan/ports.ts";
import type { PpgdidQueries } from "./ppgdid/ports.ts";
import type { ConventionObjectifQueries, OperationQueries } from "./programme/ports.ts";
import type { CommunePlhQueries, RegleQueries } from "./programme/regles/ports.ts";
import type { PropositionQueries } from "./proposition/ports.ts";
import type { PublicsQueries } from "./public-prioritaire/ports.ts";
import type { RapportQueries } from "./rapport/ports.ts";
import type { RapprochementQueries } from "./rapprochement/ports.ts";
import type { RattachementQueries } from "./rattachement/ports.ts";
import type { RegistreQueries } from "./registre/ports.ts";
import type { BailRelogeQueries } from "./relogement/bail.ts";
import type { RelogementQueries } from "./relogement/ports.ts";
import type { RechercheQueries } from "./relogement/recherche.ts";
import type { RimeQueries } from "./relogement/rime/ports.ts";
import type { RemonteeQueries } from "./remontee/ports.ts";
import type { RepereQueries } from "./repere/ports.ts";
import type { SimulationQueries } from "./simulation/ports.ts";
import type { SneEchangeQueries } from "./sne-echange/ports.ts";
import type { SuiviQueries } from "./suivi/ports.ts";
import type { PerimetreQueries, TerritoireQueries } from "./territoire/ports.ts";
import type { VeilleQueries } from "./veille/ports.ts";
import type { ZoneLocaleQueries } from "./zone-locale/ports.ts";

/** The database, before it is known who asks: there is no way to the queries but through somebody. */
export type Bases = {
  /** `intention` is what the route declares: validating and exporting have rights of their own on the rows. */
  pour(acteur: Acteur, intention?: Intention): Base;
  readonly connexions: ConnexionQueries;
};

export type Intention = { readonly ressource: Ressource; readonly action: Action };

/** Everything that one person may ask of the database. Each context declares its own queries; storage implements them. */
export type Base = {
  /** Whose queries these are; rows that this person may not see do not exist for them. */
  readonly acteur: Acteur;
  readonly territoires: TerritoireQueries;
  readonly perimetres: PerimetreQueries;
  readonly bailleurs: BailleurQueries;
  readonly zonesLocales: ZoneLocaleQueries;
  readonly droit: DroitQueries;
  readonly lots: LotQueries;
  readonly faits: FaitQueries;
  readonly cubes: CubeQueries;
  readonly baux: BailQueries;
  readonly bauxReloges: BailRelogeQueries;
  readonly bilansBailleurs: BilanBailleurQueries;
  readonly cotations: CotationQueries;
  readonly demandes: DemandeQueries;
  readonly desequilibres: DesequilibreQueries;
  readonly diffusions: DiffusionQueries;
  readonly doublons: DoublonQueries;
  readonly candidatures: CandidatureQueries;
  readonly designations: DesignationQueries;
  readonly liberations: LiberationQueries;
  readonly localisations: LocalisationQueries;
  readonly rattachements: RattachementQueries;
  readonly logementsSuivis: LogementSuiviQueries;
  readonly loyers: LoyerQueries;
  readonly mesures: MesureQueries;
  readonly nationaux: NationalQueries;
  readonly occupations: OccupationQueries;
  readonly rapports: RapportQueries;
  readonly rapprochements: RapprochementQueries;
  readonly registres: RegistreQueries;
  readonly recherches: RechercheQueries;
  readonly relogements: RelogementQueries;
  readonly rime: RimeQueries;
  readonly remontees: RemonteeQueries;
  readonly simulations: SimulationQueries;
  readonly sneEchanges: SneEchangeQueries;
  readonly veilles: VeilleQueries;
  readonly pairesBaux: PaireBailQueries;
  readonly parc: ParcQueries;
  readonly pieces: PieceQueries;
  readonly plans: PlanQueries;
  readonly regles: RegleQueries;
  readonly communesPlh: CommunePlhQueries;
  readonly operations: OperationQueries;
  readonly conventionsObjectifs: ConventionObjectifQueries;
  readonly publics: PublicsQueries;
  readonly habilitations: HabilitationQueries;
  readonly journal: JournalQueries;
  readonly conservation: EtatConservationQueries;
  readonly contingents: ContingentQueries;
  readonly conventions: ConventionQueries;
  readonly ppgdids: PpgdidQueries;
  readonly reperes: RepereQueries;
  readonly actions: ActionQueries;
  readonly cal: CalQueries;
  readonly examensOccupation: ExamenOccupationQueries;
  readonly casBloques: CasBloqueQueries;
  readonly cil: CilQueries;
  readonly changementsContact: ChangementQueries;
  readonly courriers: CourrierQueries;
  readonly messages: MessageQueries;
  readonly propositions: PropositionQueries;
  readonly suivis: SuiviQueries;
  readonly entretiens: EntretienQueries;
  readonly dossiers: DossierQueries;
  readonly evaluations: EvaluationQueries;
  readonly fichesContact: FicheContactQueries;
  readonly evenements: EvenementQueries;
  readonly information: InformationQueries;
  readonly instances: InstanceQueries;
  readonly reunions: ReunionQueries;
  readonly tenues: TenueQueries;
  readonly decisionsInstances: DecisionInstanceQueries;
  readonly releves: ReleveQueries;
  /** All or nothing. Inside, `base` speaks on one connection; a throw rolls back and goes on up. Nested calls are savepoints. */
  transaction<T>(work: (base: Base) => Promise<T>): Promise<T>;
  /**
   * The same, as if nobody else wrote meanwhile: what others made impossible is done again from its first read. Never inside a transaction; outside
   * of the database, `work` does nothing.
   */
  serialisable<T>(work: (base: Base) => Promise<T>): Promise<T>;
  /** Done once the transaction that is open has ended well, whatever was undone inside it. Outside of one there is nothing to wait for: a defect. */
  ensuite(work: (base: Base) => Promise<unknown>): void;
};

/** Today, given by the composition root: rules never read the clock. */
export type Horloge = { aujourdhui(): string; maintenant(): string };
