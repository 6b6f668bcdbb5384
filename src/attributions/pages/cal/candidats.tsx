import { Tag } from "#socle/pages/design/parts.tsx";
import { TableFiches } from "#socle/pages/design/table-fiches.tsx";
import { daysBetween } from "#socle/regles/shared/calendrier.ts";
import { formatCompte, formatNombre } from "#socle/regles/shared/format.ts";
import type { CandidatCal } from "../../actes/cal/ports.ts";
import type { DecisionCandidat } from "../../lectures/cal/seance-lue.ts";
import type { EnjeuFige } from "../../lectures/liberation/vue-liberation.ts";
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

/** Side by side, one card each on a phone; without a name, whoever reads. */
export function TableCandidats({ candidats, jour, enjeu }: TableCandidatsProps) {
  return (
    <TableFiches
      titre="Candidats"
      colonnes={[
        { titre: "Candidat" },
        { titre: "Ménage" },
        { titre: "Ancienneté" },
        { titre: "Quartile" },
        { titre: "Taux d’effort", nombre: true },
        { titre: "Reste par jour et par personne", nombre: true },
        { titre: "Priorité" },
        { titre: "Cotation", nombre: true },
        { titre: "Rapprochement" },
        { titre: "Effet sur l’objectif" },
        { titre: "Vote" },
      ]}
      lignes={candidats.map(({ candidat, nom, decompte, decision, dossier }) => [
        <>
          {nom}
          <span class="nom">{candidat.examen?.reference ?? "référence inconnue"}</span>
          {dossier === null ? null : (
            <a class="cible ecran" href={dossier}>
              Ouvrir la demande<span class="lu"> du {nom.toLowerCase()}</span>
            </a>
          )}
        </>,
        <Menage examen={candidat.examen} />,
        <Anciennete examen={candidat.examen} jour={jour} />,
        <Quartile examen={candidat.examen} />,
        <Bornee
          valeur={candidat.examen?.effort.taux ?? null}
          bornes={candidat.examen?.effort.bornes ?? null}
          unite="%"
        />,
        <Bornee
          valeur={candidat.examen?.resteAVivre.valeur ?? null}
          bornes={candidat.examen?.resteAVivre.bornes ?? null}
          unite="€"
        />,
        <Priorite examen={candidat.examen} />,
        <Cotation examen={candidat.examen} />,
        <Rapprochement examen={candidat.examen} />,
        <EffetCandidat enjeu={enjeu} examen={candidat.examen} />,
        decision === null ? decompte : <DecisionPrise decision={decision} />,
      ])}
    />
  );
}

type AvecExamen = { readonly examen: Examen | null };

function Menage({ examen }: AvecExamen) {
  const composition = examen?.composition;
  if (!composition || composition.personnes === null) return <Inconnu />;
  const { personnes, adultes, enfants } = composition;
  return (
    <>
      {adultes === null || enfants === null
        ? formatCompte(personnes, "personne")
        : [formatCompte(adultes, "adulte"), ...(enfants > 0 ? [formatCompte(enfants, "enfant")] : [])].join(", ")}
    </>
  );
}

function Anciennete({ examen, jour }: AvecExamen & { jour: string }) {
  const jours = examen?.ancienneteLe ? daysBetween(examen.ancienneteLe, jour) : null;
  if (jours === null) return <Inconnu />;
  const mois = Math.floor(jours / 30.44);
  return <>{mois === 0 ? "moins d’un mois" : `${formatNombre(mois)}\u00A0mois`}</>;
}

function Quartile({ examen }: AvecExamen) {
  if (!examen || examen.quartile === "inconnu") return <Inconnu />;
  return examen.quartile === "q1" ? (
    <span>
      1<sup>er</sup>
    </span>
  ) : (
    <>2 à 4</>
  );
}

/** A value, or the bounds that the unknown leaves. */
function Bornee({
  valeur,
  bornes,
  unite,
}: {
  valeur: number | null;
  bornes: { readonly min: number; readonly max: number } | null;
  unite: string;
}) {
  if (valeur !== null) return <>{`${formatNombre(valeur)}\u00A0${unite}`}</>;
  if (bornes !== null) return <>{`${formatNombre(bornes.min)} à ${formatNombre(bornes.max)}\u00A0${unite}`}</>;
  return <Inconnu />;
}

function Priorite({ examen }: AvecExamen) {
  if (!examen) return <Inconnu />;
  const oui = [
    ...(examen.relogement === "oui" ? ["relogement"] : []),
    ...(examen.priorite === "oui" ? ["public prioritaire"] : []),
    ...(examen.actionLogement === "oui" ? ["Action Logement"] : []),
    ...(examen.nature === "mutation" ? ["mutation"] : []),
  ];
  if (oui.length > 0) return <>{oui.join(", ")}</>;
  return examen.priorite === "inconnu" ? <Inconnu /> : <>–</>;
}

function Cotation({ examen }: AvecExamen) {
  const cotation = examen?.cotation;
  if (!cotation) return <Inconnu />;
  const { points, min, max } = cotation;
  return <>{min === max ? formatNombre(points) : `${formatNombre(min)} à ${formatNombre(max)}`}</>;
}

function Rapprochement({ examen }: AvecExamen) {
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
