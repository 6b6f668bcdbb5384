import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { BarreFiltres, Choisir, optionsDe } from "#socle/pages/design/filtres.tsx";
import type { FichierPage } from "#socle/pages/design/gabarit.tsx";
import { Message } from "#socle/pages/design/parts.tsx";
import type { LectureBailleurs } from "../regles/bailleur/dire-successions.ts";
import { hrefTelechargement, type PartieBilan, type QuestionBilan } from "./questions.ts";

export type Choix = {
  /** false: the person only sees their organisation's bailleurs, and no total. */
  readonly tous: boolean;
  readonly annees: readonly number[];
  readonly bailleurs: readonly { readonly siren: string; readonly nom: string }[];
  /** Bailleurs took over from others: the view can be chosen. Absent: none did. */
  readonly vues?: boolean;
};

const PERIODES = [
  { code: "annee", nom: "Année entière" },
  { code: "T1", nom: "1er trimestre" },
  { code: "T2", nom: "2e trimestre" },
  { code: "T3", nom: "3e trimestre" },
  { code: "T4", nom: "4e trimestre" },
  { code: "cumul-T2", nom: "Janvier à juin" },
  { code: "cumul-T3", nom: "Janvier à septembre" },
] as const;

type FiltresProps = {
  readonly epci: string;
  readonly question: QuestionBilan;
  readonly choix: Choix;
  readonly partie?: PartieBilan | null;
};

export function Filtres({ epci, question, choix, partie = null }: FiltresProps) {
  return (
    <BarreFiltres action={hrefTerritoire(epci, partie === null ? "bilan" : `bilan/${partie}`)} titre="Choisir le bilan">
      <SelectAnnee choix={choix} annee={question.annee} />
      <SelectPeriode periode={question.periode} />
      <SelectBailleur choix={choix} bailleur={question.bailleur} />
      <SelectVue choix={choix} vue={question.vue} />
    </BarreFiltres>
  );
}

/** Years with figures, and the one shown. */
export function SelectAnnee({ choix, annee }: { choix: Pick<Choix, "annees">; annee: number }) {
  const annees = [...new Set([...choix.annees, annee])].sort((a, b) => b - a);
  return <Choisir nom="annee" libelle="Année" options={optionsDe(annees)} valeur={String(annee)} />;
}

export function SelectPeriode({ periode }: { periode: string }) {
  return <Choisir nom="periode" libelle="Période" options={PERIODES} valeur={periode} />;
}

/** « Tous » only for those who see the whole territory. */
export function SelectBailleur({ choix, bailleur }: { choix: Choix; bailleur: string | null }) {
  const options = choix.bailleurs.map(({ siren, nom }) => ({ code: siren, nom }));
  return (
    <Choisir
      nom="bailleur"
      libelle="Bailleur"
      {...(choix.tous ? { tous: "Tous" } : {})}
      options={options}
      valeur={bailleur}
    />
  );
}

const VUES = [{ code: "aujourdhui", nom: "Tels qu’aujourd’hui" }];

/** Only where a bailleur took over from another. */
export function SelectVue({ choix, vue }: { choix: Choix; vue: QuestionBilan["vue"] }) {
  if (!choix.vues) return null;
  return <Choisir nom="vue" libelle="Bailleurs" tous="Tels qu’alors" options={VUES} valeur={vue} />;
}

export function LectureDesBailleurs({ lecture }: { lecture: LectureBailleurs | undefined }) {
  if (!lecture) return null;
  return (
    <Message ton="neutre">
      {lecture.phrases.map((phrase) => (
        <p>{phrase}</p>
      ))}
    </Message>
  );
}

export function fichiersBilan(epci: string, question: QuestionBilan): readonly FichierPage[] {
  return [
    { href: hrefTelechargement(epci, question, "pdf"), libelle: "Rapport (PDF)" },
    { href: hrefTelechargement(epci, question, "pdf", "diaporama"), libelle: "Diaporama (PDF)" },
    { href: hrefTelechargement(epci, question, "xlsx"), libelle: "Tableau (Excel)" },
    { href: hrefTelechargement(epci, question, "docx"), libelle: "Word" },
    { href: hrefTelechargement(epci, question, "csv", "tableur"), libelle: "CSV pour tableur" },
    { href: hrefTelechargement(epci, question, "csv", "ouvert"), libelle: "CSV données ouvertes" },
    { href: hrefTelechargement(epci, question, "json"), libelle: "JSON" },
  ];
}
