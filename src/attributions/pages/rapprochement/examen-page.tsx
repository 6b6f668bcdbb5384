import type { Child } from "hono/jsx";
import { cheminDemande } from "#dossier/pages/registre/chemins.ts";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { Lignes } from "#socle/pages/design/lignes.tsx";
import { renderPage } from "#socle/pages/design/page.tsx";
import { Tag } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { opensPage } from "#socle/regles/plan/ouvert.ts";
import { formatEuros, formatJour } from "#socle/regles/shared/format.ts";
import { defineTable } from "#socle/regles/table/table.ts";
import type { Liberation } from "../../lectures/liberation/ports.ts";
import { referenceLiberation } from "../../regles/liberation/liberation.ts";
import {
  sayComposition,
  sayContrefactuel,
  sayEffort,
  sayFormuleEffort,
  sayFormuleReste,
  sayMotif,
  sayPoints,
  sayReste,
  sayTermesEffort,
} from "../../regles/rapprochement/dire-examen.ts";
import {
  type Examen,
  LIBELLE_FAIT_MANQUANT,
  LIBELLE_FILTRE,
  type VerdictFiltre,
} from "../../regles/rapprochement/examen.ts";
import { logementExamine, type SeuilsRapprochement } from "../../regles/rapprochement/faits.ts";
import { sayLogement } from "../liberation/mots.tsx";
import { cheminCandidats } from "./chemins.ts";
import {
  LIBELLE_NATURE_EXAMEN,
  LIBELLE_QUARTILE_EXAMEN,
  LIBELLE_REPONSE_EXAMEN,
  Seuils,
  sayConditions,
  TagEligible,
} from "./mots.tsx";

export type ExamenPageProps = {
  readonly cadre: Cadre;
  readonly epci: string;
  readonly liberation: Liberation;
  readonly demandeur: string;
  readonly examen: Examen;
  readonly seuils: SeuilsRapprochement | null;
};

/** One demande examined for one dwelling, without a name: each reason, what would lift it, each figure with its formula. */
export function renderExamenPage(props: ExamenPageProps): string {
  const { cadre, epci, liberation, demandeur, examen } = props;
  const titre = `${examen.reference ?? "Demande"} pour ${referenceLiberation(liberation.numero)}`;
  return renderPage({
    cadre,
    titre,
    children: (
      <>
        <h1>{titre}</h1>
        <p class="chapo">
          <TagEligible examen={examen} /> {sayLogement(liberation)} : {sayConditions(logementExamine(liberation))}.
        </p>
        <p>
          <a href={hrefTerritoire(epci, cheminCandidats(liberation.id))}>Revenir aux candidats</a>
          {opensPage(cadre.salles, "demandes") ? (
            <>
              {" · "}
              <a href={hrefTerritoire(epci, cheminDemande(demandeur))}>Ouvrir la fiche de la demande</a>
            </>
          ) : null}
        </p>
        <Motifs examen={examen} />
        <Table table={FILTRES} lignes={examen.filtres} />
        <Menage examen={examen} />
        <Budget {...props} />
      </>
    ),
  });
}

function Motifs({ examen: { motifs, contrefactuels } }: { examen: Examen }) {
  if (motifs.length === 0) return <p>Aucun filtre n’écarte cette demande de ce logement.</p>;
  return (
    <section>
      <h2>Pourquoi elle est écartée</h2>
      <ul>
        {motifs.map((motif) => (
          <li>
            <b>{LIBELLE_FILTRE[motif.filtre]}</b>
            {motif.premier && motifs.length > 1 ? " (premier motif)" : ""} : {sayMotif(motif)}
          </li>
        ))}
      </ul>
      <p>{contrefactuels.length > 1 ? "Elle serait éligible si, à la fois :" : "Elle serait éligible si :"}</p>
      <ul>
        {contrefactuels.map((un) => (
          <li>{sayContrefactuel(un)}.</li>
        ))}
      </ul>
    </section>
  );
}

const LIBELLE_VERDICT_FILTRE: Readonly<Record<VerdictFiltre, string>> = {
  passe: "Passe",
  echoue: "Écarte",
  indecidable: "Indécidable",
  "sans-seuil": "Sans seuil",
};
const TON = { passe: "ok", echoue: "alerte", indecidable: "neutre", "sans-seuil": "neutre" } as const;

const FILTRES = defineTable<Examen["filtres"][number], Child>({
  code: "filtres",
  titre: "Les six filtres, dans leur ordre",
  colonnes: [
    { code: "filtre", titre: "Filtre", valeur: ({ filtre }) => LIBELLE_FILTRE[filtre] },
    {
      code: "reponse",
      titre: "Réponse",
      valeur: ({ verdict }) => LIBELLE_VERDICT_FILTRE[verdict],
      rendu: ({ verdict }) => <Tag ton={TON[verdict]}>{LIBELLE_VERDICT_FILTRE[verdict]}</Tag>,
    },
    { code: "manque", titre: "Ce qui manque", valeur: sayManques, rendu: sayManques },
  ],
});

function sayManques({ manque }: Examen["filtres"][number]): string {
  return manque.map((fait) => LIBELLE_FAIT_MANQUANT[fait]).join(" ; ");
}

const TAILLE = { true: "Oui", false: "Non" } as const;

function oui(valeur: boolean | null): string | null {
  return valeur === null ? null : TAILLE[`${valeur}`];
}

function Menage({ examen }: { examen: Examen }) {
  const { occupation, memeBailleur } = examen;
  return (
    <section>
      <h2>Le ménage</h2>
      <Lignes
        lignes={[
          { libelle: "Composition", valeur: sayComposition(examen.composition) },
          { libelle: "Demande", valeur: LIBELLE_NATURE_EXAMEN[examen.nature] },
          { libelle: "Ancienneté", valeur: examen.ancienneteLe === null ? null : formatJour(examen.ancienneteLe) },
          { libelle: "Typologie demandée", valeur: examen.typologies.join(", ") || null },
          { libelle: "Cotation", valeur: sayPoints(examen.cotation) },
          { libelle: "Ressources", valeur: LIBELLE_QUARTILE_EXAMEN[examen.quartile] },
          { libelle: "Public prioritaire", valeur: LIBELLE_REPONSE_EXAMEN[examen.priorite] },
          { libelle: "À reloger", valeur: LIBELLE_REPONSE_EXAMEN[examen.relogement] },
          { libelle: "Salarié", valeur: LIBELLE_REPONSE_EXAMEN[examen.salarie] },
          { libelle: "Action Logement", valeur: LIBELLE_REPONSE_EXAMEN[examen.actionLogement] },
          { libelle: "Locataire de ce bailleur", valeur: LIBELLE_REPONSE_EXAMEN[memeBailleur] },
          { libelle: "Trop petit pour lui (CCH, art. R. 822-25)", valeur: oui(occupation.surOccupe) },
          { libelle: "Trop grand pour lui (CCH, art. L. 621-2, à confirmer)", valeur: oui(occupation.sousOccupe) },
        ]}
      />
    </section>
  );
}

function Budget({ examen, seuils }: ExamenPageProps) {
  const { effort, resteAVivre, plafond, jour } = examen;
  const formule = sayFormuleEffort(effort);
  return (
    <section>
      <h2>Le budget</h2>
      <Seuils seuils={seuils} />
      <h3>Plafond de ressources</h3>
      <p>
        {plafond.plafond === null || plafond.ressources === null
          ? "Les ressources ou le plafond ne sont pas connus."
          : `${formatEuros(plafond.ressources)} de revenu fiscal de référence, pour un plafond ${plafond.financement} de ${formatEuros(plafond.plafond)}.`}{" "}
        {plafond.confiance === "B" || plafond.confiance === "M" ? <Tag ton="alerte">à confirmer</Tag> : null}
      </p>
      <h3>Taux d’effort : {sayEffort(effort)}</h3>
      <p>{formule ?? "Un des montants n’est pas connu : le taux ne se calcule pas."}</p>
      {effort.bornes ? (
        <p>L’aide au logement n’est connue qu’après le bail : le taux est donné de tout le loyer aidé à aucune aide.</p>
      ) : null}
      <p class="aide">Formule : {sayTermesEffort(jour)}</p>
      <h3>Reste à vivre : {sayReste(resteAVivre)} et par unité de consommation</h3>
      <p class="aide">
        {sayFormuleReste(resteAVivre, jour)} <Tag ton="alerte">à confirmer</Tag>
      </p>
    </section>
  );
}
