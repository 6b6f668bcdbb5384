import type { Child } from "hono/jsx";
import { Tag } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { daysBetween } from "#socle/regles/shared/calendrier.ts";
import { formatCompte, formatNombre } from "#socle/regles/shared/format.ts";
import { type Colonne, defineTable } from "#socle/regles/table/table.ts";
import type { CandidatCal } from "../../actes/cal/ports.ts";
import type { DecisionCandidat } from "../../lectures/cal/seance-lue.ts";
import type { EnjeuFige } from "../../lectures/liberation/objectifs-touches.ts";
import { aRang, DECISION_EFFACEE, LIBELLE_DECISION_CAL } from "../../regles/cal/decision.ts";
import type { BornesExamen, Examen } from "../../regles/rapprochement/examen.ts";
import { eligibilite, LIBELLE_FAIT_MANQUANT, LIBELLE_FILTRE } from "../../regles/rapprochement/examen.ts";
import { EffetCandidat } from "./enjeu.tsx";
import { Inconnu } from "./mots.tsx";

export type CandidatMontre = {
  readonly candidat: CandidatCal;
  /** « Candidat 2 ». */
  readonly nom: string;
  readonly decompte: string;
  readonly decision: DecisionCandidat;
  /** Address of the household's file, for the secretary whose rules open it; null: nobody is named here. */
  readonly dossier: string | null;
};

type TableCandidatsProps = {
  readonly candidats: readonly CandidatMontre[];
  readonly jour: string;
  readonly enjeu: EnjeuFige | null;
};

/** One question, and what it finds of each candidate. */
type Critere = {
  readonly code: string;
  readonly libelle: string;
  readonly valeur: (montre: CandidatMontre) => string | null;
  readonly rendu?: (montre: CandidatMontre) => Child;
  readonly echelle?: Echelle;
};

/** Candidates side by side, in the order of their numbers, without a name: neither the order nor a colour says who is better. */
export function TableCandidats({ candidats, jour, enjeu }: TableCandidatsProps) {
  const table = defineTable<Critere, Child>({
    code: "candidats",
    titre: "Candidats, côte à côte",
    colonnes: [
      {
        code: "critere",
        titre: "Critère",
        tri: false,
        valeur: ({ libelle }) => libelle,
        rendu: ({ libelle, echelle }) => (
          <>
            {libelle}
            {echelle ? <small class="nom">{sayEchelle(echelle, candidats)}</small> : null}
          </>
        ),
      },
      ...candidats.map(
        (montre): Colonne<Critere, Child> => ({
          code: `candidat-${montre.candidat.id}`,
          titre: montre.nom,
          tri: false,
          valeur: ({ valeur }) => valeur(montre),
          rendu: (critere) => <Reponse critere={critere} montre={montre} candidats={candidats} />,
        }),
      ),
    ],
  });
  return <Table table={table} lignes={criteresOf(jour, enjeu)} lu />;
}

function criteresOf(jour: string, enjeu: EnjeuFige | null): readonly Critere[] {
  return [
    {
      code: "dossier",
      libelle: "Dossier",
      valeur: ({ candidat }) => candidat.examen?.reference ?? "référence inconnue",
      rendu: (montre) => <Candidat {...montre} />,
    },
    { code: "menage", libelle: "Ménage", valeur: ofExamen(sayMenage) },
    {
      code: "anciennete",
      libelle: "Ancienneté",
      valeur: ofExamen((examen) => sayAnciennete(examen, jour)),
      echelle: { unite: "mois", bornes: (examen) => depuisZero(moisDepuis(examen, jour)), jusque: null },
    },
    {
      code: "quartile",
      libelle: "Quartile",
      valeur: ofExamen(({ quartile }) => quartile),
      rendu: ({ candidat }) => <Quartile quartile={candidat.examen?.quartile ?? "inconnu"} />,
    },
    {
      code: "effort",
      libelle: "Taux d’effort",
      valeur: ofExamen(({ effort }) => sayBornee(effort.taux, effort.bornes, "%")),
      echelle: { unite: "% du revenu", bornes: ({ effort }) => effort.bornes ?? pointOf(effort.taux), jusque: 100 },
    },
    {
      code: "reste",
      libelle: "Reste par jour et par personne",
      valeur: ofExamen(({ resteAVivre }) => sayBornee(resteAVivre.valeur, resteAVivre.bornes, "€")),
      echelle: {
        unite: "€",
        bornes: ({ resteAVivre }) => resteAVivre.bornes ?? pointOf(resteAVivre.valeur),
        jusque: null,
      },
    },
    {
      code: "cotation",
      libelle: "Cotation",
      valeur: ofExamen(sayCotation),
      echelle: { unite: "points", bornes: ({ cotation }) => cotation, jusque: null },
    },
    { code: "priorite", libelle: "Priorité", valeur: ofExamen(sayPriorite) },
    {
      code: "rapprochement",
      libelle: "Rapprochement",
      valeur: ofExamen(eligibilite),
      rendu: ({ candidat }) => <Rapprochement examen={candidat.examen} />,
    },
    {
      code: "effet",
      libelle: "Effet sur l’objectif",
      valeur: () => "",
      rendu: ({ candidat }) => <EffetCandidat enjeu={enjeu} examen={candidat.examen} />,
    },
    {
      code: "vote",
      libelle: "Vote",
      valeur: ({ decompte }) => decompte,
      rendu: ({ decision, decompte }) => (decision === null ? decompte : <DecisionPrise decision={decision} />),
    },
  ];
}

type ReponseProps = Pick<TableCandidatsProps, "candidats"> & {
  readonly critere: Critere;
  readonly montre: CandidatMontre;
};

function Reponse({ critere: { valeur, rendu, echelle }, montre, candidats }: ReponseProps) {
  if (rendu) return <>{rendu(montre)}</>;
  const dit = valeur(montre);
  if (dit === null) return <Inconnu />;
  return (
    <div>
      {dit}
      {echelle ? <Trait echelle={echelle} montre={montre} candidats={candidats} /> : null}
    </div>
  );
}

/** Drawn from 0 to `jusque`, the same for all; null: to a round number that holds all of them. */
type Echelle = {
  readonly unite: string;
  readonly bornes: (examen: Examen) => BornesExamen | null;
  readonly jusque: number | null;
};

function pointOf(valeur: number | null): BornesExamen | null {
  return valeur === null ? null : { min: valeur, max: valeur };
}

function topOf({ bornes, jusque }: Echelle, candidats: readonly CandidatMontre[]): number {
  if (jusque !== null) return jusque;
  const hauts = candidats.map(({ candidat: { examen } }) => (examen && bornes(examen)?.max) ?? 0);
  const haut = Math.max(1, ...hauts);
  const puissance = 10 ** Math.floor(Math.log10(haut));
  return Math.ceil(haut / puissance) * puissance;
}

function sayEchelle(echelle: Echelle, candidats: readonly CandidatMontre[]): string {
  return `${echelle.unite}, échelle de 0 à ${formatNombre(topOf(echelle, candidats))}`;
}

/** The text beside it says the same. A known value is a mark that can be seen. */
function Trait({ echelle, montre, candidats }: { readonly echelle: Echelle } & Omit<ReponseProps, "critere">) {
  const { examen } = montre.candidat;
  const bornes = examen && echelle.bornes(examen);
  if (!bornes) return null;
  const place = (valeur: number) => Math.min(100, Math.max(0, (valeur / topOf(echelle, candidats)) * 100));
  const debut = Math.min(place(bornes.min), 98);
  const large = Math.max(2, place(bornes.max) - debut);
  return (
    <svg class="echelle" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
      <rect width="100" height="8" fill="#e6f0f4" />
      <rect x={debut.toFixed(1)} width={large.toFixed(1)} height="8" fill="#3c86a6" />
    </svg>
  );
}

/** What its frozen examination says of a candidate; nothing once it is erased. */
function ofExamen(say: (examen: Examen) => string | null) {
  return ({ candidat: { examen } }: CandidatMontre) => examen && say(examen);
}

function Candidat({ candidat, nom, dossier }: CandidatMontre) {
  return (
    <>
      {candidat.examen?.reference ?? "référence inconnue"}
      {dossier === null ? null : (
        <a class="cible ecran" href={dossier}>
          Ouvrir la demande<span class="lu"> du {nom.toLowerCase()}</span>
        </a>
      )}
    </>
  );
}

function sayMenage({ composition }: Examen): string | null {
  if (!composition || composition.personnes === null) return null;
  const { personnes, adultes, enfants } = composition;
  if (adultes === null || enfants === null) return formatCompte(personnes, "personne");
  return [formatCompte(adultes, "adulte"), ...(enfants > 0 ? [formatCompte(enfants, "enfant")] : [])].join(", ");
}

/** Whole months of wait on that day. */
function moisDepuis({ ancienneteLe }: Examen, jour: string): number | null {
  const jours = ancienneteLe ? daysBetween(ancienneteLe, jour) : null;
  return jours === null ? null : Math.floor(jours / 30.44);
}

/** A wait is a line that begins with the demande. */
function depuisZero(mois: number | null): BornesExamen | null {
  return mois === null ? null : { min: 0, max: mois };
}

function sayAnciennete(examen: Examen, jour: string): string | null {
  const mois = moisDepuis(examen, jour);
  if (mois === null) return null;
  return mois === 0 ? "moins d’un mois" : `${formatNombre(mois)}\u00A0mois`;
}

function Quartile({ quartile }: Pick<Examen, "quartile">) {
  if (quartile === "inconnu") return <Inconnu />;
  return quartile === "q1" ? (
    <span>
      1<sup>er</sup>
    </span>
  ) : (
    <>2 à 4</>
  );
}

/** A value, or the bounds that the unknown leaves. */
function sayBornee(
  valeur: number | null,
  bornes: { readonly min: number; readonly max: number } | null,
  unite: string,
) {
  if (valeur !== null) return `${formatNombre(valeur)}\u00A0${unite}`;
  return bornes && `${formatNombre(bornes.min)} à ${formatNombre(bornes.max)}\u00A0${unite}`;
}

function sayPriorite({ relogement, priorite, actionLogement, nature }: Examen): string | null {
  const oui = [
    relogement === "oui" ? "relogement" : null,
    priorite === "oui" ? "public prioritaire" : null,
    actionLogement === "oui" ? "Action Logement" : null,
    nature === "mutation" ? "mutation" : null,
  ].filter((mot) => mot !== null);
  if (oui.length > 0) return oui.join(", ");
  return priorite === "inconnu" ? null : "–";
}

function sayCotation({ cotation }: Examen): string | null {
  if (!cotation) return null;
  const { points, min, max } = cotation;
  return min === max ? formatNombre(points) : `${formatNombre(min)} à ${formatNombre(max)}`;
}

function Rapprochement({ examen }: { examen: Examen | null }) {
  if (!examen) return <Inconnu />;
  const issue = eligibilite(examen);
  if (issue === "oui") return <Tag ton="ok">Compatible</Tag>;
  if (issue === "non") {
    return (
      <span>
        <Tag ton="alerte">Ne convient pas</Tag>{" "}
        {[...new Set(examen.motifs.map(({ filtre }) => LIBELLE_FILTRE[filtre].toLowerCase()))].join(", ")}
      </span>
    );
  }
  return (
    <span>
      <Tag ton="neutre">À vérifier</Tag> {examen.inconnus.map((fait) => LIBELLE_FAIT_MANQUANT[fait]).join(", ")}
    </span>
  );
}

function DecisionPrise({ decision: prise }: { decision: NonNullable<DecisionCandidat> }) {
  if (prise === "effacee") return <Tag ton="neutre">{DECISION_EFFACEE}</Tag>;
  const { decision, rang } = prise;
  return (
    <Tag ton={aRang(decision) ? "ok" : "neutre"}>
      {LIBELLE_DECISION_CAL[decision]}
      {rang === null ? "" : `, rang ${rang}`}
    </Tag>
  );
}
