import type { Child } from "hono/jsx";
import { Tag } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { daysBetween } from "#socle/regles/shared/calendrier.ts";
import { formatCompte, formatNombre } from "#socle/regles/shared/format.ts";
import { defineTable } from "#socle/regles/table/table.ts";
import type { CandidatCal } from "../../actes/cal/ports.ts";
import type { DecisionCandidat } from "../../lectures/cal/seance-lue.ts";
import type { EnjeuFige } from "../../lectures/liberation/objectifs-touches.ts";
import { aRang, DECISION_EFFACEE, LIBELLE_DECISION_CAL } from "../../regles/cal/decision.ts";
import type { Examen } from "../../regles/rapprochement/examen.ts";
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

/** Candidates are shown without a name, whoever reads. */
export function TableCandidats({ candidats, jour, enjeu }: TableCandidatsProps) {
  return <Table table={candidatsOf(jour, enjeu)} lignes={candidats} />;
}

function candidatsOf(jour: string, enjeu: EnjeuFige | null) {
  return defineTable<CandidatMontre, Child>({
    code: "candidats",
    titre: "Candidats",
    colonnes: [
      { code: "candidat", titre: "Candidat", valeur: ({ nom }) => nom, rendu: (montre) => <Candidat {...montre} /> },
      { code: "menage", titre: "Ménage", valeur: ofExamen(sayMenage) },
      { code: "anciennete", titre: "Ancienneté", valeur: ofExamen((examen) => sayAnciennete(examen, jour)) },
      {
        code: "quartile",
        titre: "Quartile",
        valeur: ofExamen(({ quartile }) => quartile),
        rendu: ({ candidat }) => <Quartile quartile={candidat.examen?.quartile ?? "inconnu"} />,
      },
      {
        code: "effort",
        titre: "Taux d’effort",
        genre: "nombre",
        valeur: ofExamen(({ effort }) => sayBornee(effort.taux, effort.bornes, "%")),
      },
      {
        code: "reste",
        titre: "Reste par jour et par personne",
        genre: "nombre",
        valeur: ofExamen(({ resteAVivre }) => sayBornee(resteAVivre.valeur, resteAVivre.bornes, "€")),
      },
      { code: "priorite", titre: "Priorité", valeur: ofExamen(sayPriorite) },
      { code: "cotation", titre: "Cotation", genre: "nombre", valeur: ofExamen(sayCotation) },
      {
        code: "rapprochement",
        titre: "Rapprochement",
        valeur: ofExamen(eligibilite),
        rendu: ({ candidat }) => <Rapprochement examen={candidat.examen} />,
      },
      {
        code: "effet",
        titre: "Effet sur l’objectif",
        valeur: () => null,
        rendu: ({ candidat }) => <EffetCandidat enjeu={enjeu} examen={candidat.examen} />,
      },
      {
        code: "vote",
        titre: "Vote",
        valeur: ({ decompte }) => decompte,
        rendu: ({ decision, decompte }) => (decision === null ? decompte : <DecisionPrise decision={decision} />),
      },
    ],
  });
}

/** What its frozen examination says of a candidate; nothing once it is erased. */
function ofExamen(say: (examen: Examen) => string | null) {
  return ({ candidat: { examen } }: CandidatMontre) => examen && say(examen);
}

function Candidat({ candidat, nom, dossier }: CandidatMontre) {
  return (
    <>
      {nom}
      <span class="nom">{candidat.examen?.reference ?? "référence inconnue"}</span>
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

function sayAnciennete({ ancienneteLe }: Examen, jour: string): string | null {
  const jours = ancienneteLe ? daysBetween(ancienneteLe, jour) : null;
  if (jours === null) return null;
  const mois = Math.floor(jours / 30.44);
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
