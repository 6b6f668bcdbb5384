import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { BarreFiltres, Choisir, optionsDe } from "#socle/pages/design/filtres.tsx";
import { Suites } from "#socle/pages/design/gabarit.tsx";
import { EtatVide, Tag } from "#socle/pages/design/parts.tsx";
import { formatCompte, formatJour } from "#socle/regles/shared/format.ts";
import type { FiltreDesequilibre } from "../../lectures/desequilibre/filtre.ts";
import type { DesequilibresLus } from "../../lectures/desequilibre/read-analyse.ts";
import type { VueDesequilibre } from "../../lectures/desequilibre/vue.ts";
import { CLASSES_ECART, LIBELLE_CLASSE } from "../../regles/desequilibre/classe.ts";
import type { FondObservatoire, QuestionObservatoire } from "../adresses.ts";
import { FigureReponse, suitesFigures } from "../figure.tsx";
import { renderPageObservatoire } from "../page-observatoire.tsx";
import { CHEMIN_DESEQUILIBRES } from "./chemin.ts";

export type DesequilibresPageProps = {
  readonly cadre: Cadre;
  readonly epci: string;
  readonly lus: DesequilibresLus;
  readonly filtre: FiltreDesequilibre;
  /** Null: no stock is published. */
  readonly vue: VueDesequilibre | null;
  readonly question: QuestionObservatoire;
  readonly fond: FondObservatoire | null;
  readonly deposer: boolean;
};

export function renderDesequilibresPage(props: DesequilibresPageProps): string {
  const { cadre, lus, vue } = props;
  return renderPageObservatoire({
    cadre,
    titre: "Déséquilibres",
    enTete: vue?.reponse ?? "Déséquilibres",
    sous: vue?.figures[0]?.lecture,
    sources: lus.analyse ? sourcesOf(lus.analyse) : null,
    children: vue ? <Contenu {...props} vue={vue} /> : <Vide {...props} />,
  });
}

function sourcesOf({ millesime, enquete }: { readonly millesime: string; readonly enquete: string | null }): string {
  return `RPLS ${millesime}${enquete === null ? "" : `, enquête OPS ${enquete}`}`;
}

function Vide({ epci, deposer }: DesequilibresPageProps) {
  return (
    <EtatVide titre="Aucun parc n’est publié">
      <p>La lecture part des résidences de RPLS, puis des réponses de l’enquête OPS.</p>
      {deposer ? (
        <p>
          <a class="bouton" href={hrefTerritoire(epci, "donnees/deposer")}>
            Déposer un fichier
          </a>
        </p>
      ) : null}
    </EtatVide>
  );
}

function Contenu(props: DesequilibresPageProps & { readonly vue: VueDesequilibre }) {
  const { vue, cadre, epci, question, fond } = props;
  const [premiere, ...autres] = vue.figures;
  return (
    <>
      <Filtres {...props} />
      {premiere ? (
        <FigureReponse
          figure={premiere}
          cadre={cadre}
          chemin={CHEMIN_DESEQUILIBRES}
          question={question}
          fond={fond}
          colonnes={COLONNES_REPONSE}
        />
      ) : null}
      <VersionAppliquee {...props} />
      {vue.avertissements.length > 0 ? <p class="discret">{vue.avertissements.join(" ")}</p> : null}
      <Suites
        suites={suitesFigures(premiere ? [premiere, ...autres] : autres, {
          epci,
          chemin: CHEMIN_DESEQUILIBRES,
          question,
        }).map((suite, rang) => (rang === 0 ? { ...suite, libelle: "Chaque résidence, tous les indicateurs" } : suite))}
      />
    </>
  );
}

/** Of the thirteen columns, those that say who stands apart, how surely, and whether who comes in makes it worse. */
const COLONNES_REPONSE = ["classe", "surrepresentations", "indice", "stabilite", "evolution", "commune", "logements"];

const POPULATIONS = [
  { code: "occupants", libelle: "Tous les occupants" },
  { code: "emmenages-recents", libelle: "Emménagés récents" },
];
const AXES = [
  { code: "indice", libelle: "Indices pondérés" },
  { code: "nombre", libelle: "Nombres d’écarts établis" },
];
const TRIS = [
  { code: "classe", libelle: "Lecture" },
  { code: "surrepresentations", libelle: "Sur-représentations établies" },
  { code: "indice", libelle: "Indice" },
  { code: "fonctionnement", libelle: "Dysfonctionnements" },
  { code: "logements", libelle: "Logements" },
  { code: "nom", libelle: "Nom" },
];
const CLASSES = [
  { code: "lues", libelle: "Ce qui peut être lu" },
  { code: "toutes", libelle: "Toutes les résidences" },
  ...CLASSES_ECART.map((code) => ({ code, libelle: LIBELLE_CLASSE[code] })),
];

function Filtres({ epci, vue, filtre, lus }: DesequilibresPageProps & { readonly vue: VueDesequilibre }) {
  const { analyse, millesimes, enquetes, methodes } = lus;
  return (
    <BarreFiltres action={hrefTerritoire(epci, CHEMIN_DESEQUILIBRES)} titre="Choisir les résidences">
      <Choisir nom="population" libelle="Population" options={POPULATIONS} valeur={filtre.population} />
      <Choisir nom="classe" libelle="Lecture" options={CLASSES} valeur={filtre.classe} />
      <Choisir nom="bailleur" libelle="Bailleur" tous="Tous" options={vue.bailleurs} valeur={filtre.bailleur} />
      <Choisir nom="commune" libelle="Commune" tous="Toutes" options={vue.communes} valeur={filtre.commune} />
      <Choisir nom="secteur" libelle="Secteur" tous="Tous" options={vue.secteurs} valeur={filtre.secteur} />
      <Choisir nom="axe" libelle="Graphique" options={AXES} valeur={filtre.axe} />
      <Choisir nom="tri" libelle="Trier par" options={TRIS} valeur={filtre.tri} />
      {methodes.length > 1 ? (
        <Choisir
          nom="methode"
          libelle="Méthode"
          options={methodes.map(({ version }) => ({ code: String(version), libelle: `Version ${version}` }))}
          valeur={String(analyse?.methode.version ?? "")}
        />
      ) : null}
      {millesimes.length > 1 ? (
        <Choisir
          nom="millesime"
          libelle="Parc au 1er janvier"
          options={optionsDe(millesimes)}
          valeur={analyse?.millesime ?? null}
        />
      ) : null}
      {enquetes.length > 1 ? (
        <Choisir nom="enquete" libelle="Enquête OPS" options={optionsDe(enquetes)} valeur={analyse?.enquete ?? null} />
      ) : null}
    </BarreFiltres>
  );
}

/** What is applied, since when, and how many are left out: the page of the method names each. */
function VersionAppliquee({ epci, lus, vue }: DesequilibresPageProps) {
  const { analyse, enVigueur } = lus;
  if (!analyse) return null;
  const { version, depuis, confiance } = analyse.methode;
  const exclues = vue?.exclues.length ?? 0;
  return (
    <p>
      <a href={hrefTerritoire(epci, `${CHEMIN_DESEQUILIBRES}/methode`, { version })}>Méthode, version {version}</a>,
      appliquée depuis le {formatJour(depuis)}
      {version === enVigueur ? "" : " ; ce n’est pas celle en vigueur aujourd’hui"}.{" "}
      {confiance === "B" ? <Tag ton="alerte">à confirmer</Tag> : null}{" "}
      {exclues === 0
        ? "Aucune résidence n’est exclue de la lecture."
        : `${formatCompte(exclues, "résidence exclue", "résidences exclues")} de la lecture : la méthode les nomme.`}
    </p>
  );
}
