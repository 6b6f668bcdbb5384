import { type AuteurEvenement, type CodeEvenement, EVENEMENTS, type Precisions } from "#dossier/regles/evenement.ts";
import { type ActeVie, finValidite, type VieDemande, vivre } from "#dossier/regles/vie.ts";
import type { Sql } from "#socle/sql/sql.ts";
import { DOSSIERS_DEMO, type DossierDemo, type VieDemo } from "../../../demo/dossiers.ts";
import type { Session } from "./session.ts";

/** Data shared by the writers of the demonstration's files. */
export type DemoDossiers = {
  readonly sql: Sql;
  readonly epci: string;
  readonly aujourdhui: string;
  readonly guichet: number;
  /** Ids of the files, in the order of DOSSIERS_DEMO. */
  readonly dossiers: readonly string[];
  /** Organisations by SIREN, then by type. */
  readonly organisations: ReadonlyMap<string, number>;
};

/** `jours` may be negative: days to come. */
export function jourAvant(jour: string, jours: number): string {
  return new Date(Date.parse(`${jour}T00:00:00Z`) - jours * 86_400_000).toISOString().slice(0, 10);
}

/** The Tuesday of that week. */
export function tuesdayOf(jour: string): string {
  const rang = new Date(`${jour}T00:00:00Z`).getUTCDay();
  return jourAvant(jour, rang === 0 ? 5 : rang - 2);
}

export type EvenementDemo = {
  readonly demandeur: string;
  /** Days ago. */
  readonly jours: number;
  readonly code: CodeEvenement;
  readonly auteur: AuteurEvenement;
  readonly organisation?: number;
  readonly precisions?: Precisions;
  readonly objet?: string;
};

/** Each on its day from half past nine, in the order given. */
export async function ecrireEvenementsDemo(
  { sql, epci, aujourdhui }: DemoDossiers,
  evenements: readonly EvenementDemo[],
): Promise<void> {
  await sql.query(
    `insert into nominatif.evenement (demandeur, epci, le, genre, code, auteur, organisation, precisions, objet)
     select (e ->> 'demandeur')::uuid, $1, least(now(), (e ->> 'le')::timestamptz), e ->> 'genre', e ->> 'code', e ->> 'auteur',
            (e ->> 'organisation')::bigint, coalesce(e -> 'precisions', '{}'), e ->> 'objet'
       from jsonb_array_elements($2::jsonb) with ordinality as t (e, rang)
      order by e ->> 'le', rang`,
    [
      epci,
      JSON.stringify(
        evenements
          .filter(({ jours }) => jours >= 0)
          .map(({ jours, ...one }) => ({
            ...one,
            genre: EVENEMENTS[one.code][0],
            le: `${jourAvant(aujourdhui, jours)}T08:30:00Z`,
          })),
      ),
    ],
  );
}

const NOUVELLE: VieDemande = {
  etat: "brouillon",
  enregistreeLe: null,
  ancienneteLe: null,
  renouveleeLe: null,
  echeanceLe: null,
  preavisLe: null,
  avertieLe: null,
  avertiMotif: null,
  radieLe: null,
  radieMotif: null,
};

/** Plays each life by the rules, on its days, and writes the state of today. `premier`: rank of the first of these files among all. */
export async function ecrireVieDemo(
  session: Session,
  demo: DemoDossiers,
  histoires: readonly DossierDemo[] = DOSSIERS_DEMO,
  premier = 0,
): Promise<void> {
  const cles = await readStock(demo.sql, demo.epci);
  const evenements: EvenementDemo[] = [];
  for (const [rang, { vie, stock }] of histoires.entries()) {
    const demandeur = demo.dossiers[rang] ?? "";
    const importe = stock ? cles.shift() : undefined;
    await ecrireVie(session, demo, { demandeur, rang: premier + rang, vie, importe });
    evenements.push(...evenementsOf(demo, demandeur, vie));
  }
  await ecrireEvenementsDemo(demo, evenements);
}

type LigneStock = { readonly cle: string; readonly creeLe: string };

/** Demandes of the imported file: the same keyed hash is the same demande. */
async function readStock(sql: Sql, epci: string): Promise<LigneStock[]> {
  const { rows } = await sql.query(
    `select cle, cree_le::text as "creeLe" from demande where epci = $1 and cree_le is not null order by cree_le desc, ligne limit 8`,
    [epci],
  );
  return rows as LigneStock[]; // the two columns just asked for
}

/** 18 digits like a real one, but of a department 999 that does not exist. */
export function numeroOf(aujourdhui: string, rang: number): string {
  return `99901${aujourdhui.slice(2, 4)}${String(90_000 + rang).padStart(9, "0")}99`;
}

type AVivre = {
  readonly demandeur: string;
  readonly rang: number;
  readonly vie: VieDemo;
  readonly importe: LigneStock | undefined;
};

async function ecrireVie(
  session: Session,
  demo: DemoDossiers,
  { demandeur, rang, vie, importe }: AVivre,
): Promise<void> {
  const { aujourdhui, guichet, sql } = demo;
  const jour = (jours: number) => jourAvant(aujourdhui, jours);
  let etat = NOUVELLE;
  for (const [jours, acte] of actesOf(demo, vie, importe)) etat = vivre(etat, acte, jour(jours));
  const numero = numeroOf(aujourdhui, rang);
  const propre = etat.enregistreeLe !== null && !importe;
  await sql.query(
    `update nominatif.demandeur
        set etat = $2, guichet = $3, origine = $4, cree_le = $5::date, deposee_le = $6::date, enregistree_le = $7, attestee_le = $7,
            anciennete_le = $8, renouvelee_le = $9, echeance_le = $10, preavis_le = $11, avertie_le = $12, averti_motif = $13,
            radie_le = $14, radie_motif = $15, sortie = $16, numero_hash = $17, numero_chiffre = $18
      where id = $1`,
    [
      demandeur,
      etat.etat,
      vie.deposee === undefined ? null : guichet,
      importe ? "import" : "portail",
      jour(vie.commencee),
      vie.deposee === undefined ? null : jour(vie.deposee),
      etat.enregistreeLe,
      etat.ancienneteLe,
      etat.renouveleeLe,
      etat.echeanceLe,
      etat.preavisLe,
      etat.avertieLe,
      etat.avertiMotif,
      etat.radieLe,
      etat.radieMotif,
      etat.radieMotif === "attribution"
        ? "autre-bailleur"
        : etat.radieMotif === "renonciation"
          ? "locatif-prive"
          : null,
      importe?.cle ?? (propre ? session.hash(numero) : null),
      propre ? Buffer.from(session.coffre.sceller(numero, "numero")) : null,
    ],
  );
}

/** Acts by days ago, the oldest first. */
function actesOf({ aujourdhui }: DemoDossiers, vie: VieDemo, importe: LigneStock | undefined) {
  const actes: (readonly [number, ActeVie])[] = [];
  if (vie.deposee !== undefined) actes.push([vie.deposee, { transition: "deposer" }]);
  if (vie.complement !== undefined) actes.push([vie.complement, { transition: "demander-complement" }]);
  if (vie.enregistree !== undefined) {
    const le = importe?.creeLe ?? jourAvant(aujourdhui, vie.deposee ?? vie.enregistree);
    const enregistreeLe = jourAvant(aujourdhui, vie.enregistree);
    // When the clock is set to an earlier day, a file may be registered before its line of the stock.
    const [ancienneteLe = le] = [le, enregistreeLe].sort();
    // A line of the stock presented long ago lives by its last renewal, that the national system says on the day of registration.
    const renouveleeLe = finValidite(ancienneteLe, enregistreeLe) > enregistreeLe ? null : enregistreeLe;
    actes.push([vie.enregistree, { transition: "enregistrer", ancienneteLe, renouveleeLe }]);
  }
  if (vie.renouvelee !== undefined) actes.push([vie.renouvelee, { transition: "renouveler" }]);
  if (vie.prevenue !== undefined) actes.push([vie.prevenue, { transition: "prevenir" }]);
  if (vie.avertie !== undefined) actes.push([vie.avertie, { transition: "avertir", motif: "non-reponse" }]);
  if (vie.radiee) actes.push([vie.radiee[0], { transition: "radier", motif: vie.radiee[1] }]);
  return actes;
}

function evenementsOf({ guichet }: DemoDossiers, demandeur: string, vie: VieDemo): readonly EvenementDemo[] {
  const menage = (jours: number | undefined, code: CodeEvenement): EvenementDemo[] =>
    jours === undefined ? [] : [{ demandeur, jours, code, auteur: "menage" }];
  const bureau = (jours: number | undefined, code: CodeEvenement, precisions: Precisions = {}): EvenementDemo[] =>
    jours === undefined ? [] : [{ demandeur, jours, code, auteur: "organisme", organisation: guichet, precisions }];
  const systeme = (jours: number | undefined, code: CodeEvenement): EvenementDemo[] =>
    jours === undefined ? [] : [{ demandeur, jours, code, auteur: "systeme" }];
  const [radiee, motif] = vie.radiee ?? [];
  return [
    ...menage(vie.commencee, "demande-commencee"),
    ...menage(vie.deposee, "demande-deposee"),
    ...bureau(vie.complement, "complement-demande", { quoi: "avis-imposition" }),
    ...bureau(vie.enregistree, "demande-enregistree"),
    ...bureau(vie.enregistree, "attestation-remise"),
    ...menage(vie.renouvelee, "demande-renouvelee"),
    ...systeme(vie.prevenue, "preavis-envoye"),
    ...bureau(vie.avertie, "avertissement-envoye", { motif: "non-reponse" }),
    ...bureau(radiee, "demande-radiee", motif ? { motif } : {}),
  ];
}
