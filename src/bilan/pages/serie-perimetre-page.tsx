import type { Child } from "hono/jsx";
import type { Composition } from "#donnees/regles/territoire/perimetre.ts";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { BarreFiltres, Choisir } from "#socle/pages/design/filtres.tsx";
import { renderPage } from "#socle/pages/design/page.tsx";
import { EtatVide } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { formatCompte, formatFraction, formatJour, formatMesure, formatNombre } from "#socle/regles/shared/format.ts";
import { type Colonne, defineTable } from "#socle/regles/table/table.ts";
import type { Mesures } from "../lectures/bilan.ts";
import type { AnneeSerie, SeriePerimetre } from "../lectures/serie-perimetre.ts";

export const PAGE_SERIE = "bilan/serie";

export type SerieProps = { readonly cadre: Cadre; readonly serie: SeriePerimetre };

export function renderSeriePerimetrePage({ cadre, serie }: SerieProps): string {
  const epci = cadre.territoire?.epci ?? "";
  const { tenue, annees } = serie;
  return renderPage({
    cadre,
    titre: "D’une année à l’autre",
    children: (
      <>
        <h1>D’une année à l’autre</h1>
        <p class="chapo">
          Quand des communes entrent ou sortent, les années ne se comparent plus : à périmètre constant, on compte les
          baux des mêmes communes chaque année. Aucun objectif n’y est jugé : chaque objectif est celui du périmètre de
          son année.
        </p>
        <Perimetres epci={epci} serie={serie} />
        {annees.length === 0 ? (
          <EtatVide titre="Aucune année publiée">
            <p>Déposez d’abord les attributions du SNE.</p>
          </EtatVide>
        ) : (
          <Annees annees={annees} tenue={tenue} />
        )}
      </>
    ),
  });
}

function Perimetres({ epci, serie: { compositions, tenue } }: { epci: string; serie: SeriePerimetre }) {
  if (compositions.length < 2) {
    return <p>Le périmètre connu n’a jamais changé : les deux colonnes sont les mêmes.</p>;
  }
  return (
    <BarreFiltres action={hrefTerritoire(epci, PAGE_SERIE)} titre="Choisir le périmètre">
      <Choisir
        nom="perimetre"
        libelle="Périmètre tenu"
        options={compositions.map((une) => ({ code: une.jusque ?? "", nom: sayComposition(une) }))}
        valeur={tenue.jusque ?? ""}
      />
    </BarreFiltres>
  );
}

function sayComposition({ depuis, jusque, communes }: Composition): string {
  const nombre = formatCompte(communes.length, "commune");
  if (jusque !== null) return `${nombre}, celles du ${formatJour(jusque)}`;
  return depuis === null ? nombre : `${nombre}, celles d’aujourd’hui (depuis le ${formatJour(depuis)})`;
}

const COTES = [
  ["horsQpv", "Hors QPV"],
  ["qpv", "En QPV"],
] as const;

function Annees({ annees, tenue }: { annees: readonly AnneeSerie[]; tenue: Composition }) {
  const table = defineTable<AnneeSerie, Child>({
    code: "annees",
    titre: `Chaque année, et à périmètre constant (${sayComposition(tenue)})`,
    colonnes: [
      { code: "annee", titre: "Année", valeur: ({ annee }) => String(annee), tri: true },
      {
        code: "perimetre",
        titre: "Périmètre de l’année",
        valeur: ({ perimetre }) => perimetre,
        rendu: ({ perimetre, dehors, nonLues }) => (
          <>
            {perimetre}
            <Manquantes dehors={dehors} />
            <NonLues nombre={nonLues} />
          </>
        ),
      },
      ...COTES.flatMap(([cote, nom]): Colonne<AnneeSerie>[] => [
        { code: `${cote}_annee`, titre: `${nom}, périmètre de l’année`, valeur: ({ duJour }) => sayPart(duJour[cote]) },
        {
          code: `${cote}_constant`,
          titre: `${nom}, périmètre constant`,
          valeur: ({ constant }) => (constant === null ? null : sayPart(constant[cote])),
        },
      ]),
    ],
  });
  return <Table table={table} lignes={annees} />;
}

function Manquantes({ dehors: { communes, sansBail } }: Pick<AnneeSerie, "dehors">) {
  if (sansBail === 0) return null;
  const lacune =
    sansBail === communes
      ? "les fichiers publiés n’en tiennent aucun bail"
      : `de ${formatNombre(sansBail)} d’entre elles, les fichiers publiés ne tiennent aucun bail`;
  return (
    <span class="aide">
      À périmètre constant : {formatCompte(communes, "commune")} hors du territoire cette année-là, {lacune}.
    </span>
  );
}

function NonLues({ nombre }: { nombre: number }) {
  if (nombre === 0) return null;
  return (
    <span class="aide">
      {formatCompte(nombre, "ligne rejetée", "lignes rejetées")} des fichiers de l’année, dans aucun compte : chacune
      est peut-être un bail de plus, de l’une ou l’autre de ces communes.
    </span>
  );
}

function sayPart(constat: Mesures["horsQpv"] | Mesures["qpv"]): string {
  if (constat.assiette === 0) return "aucun bail";
  const fraction = formatFraction(constat.realise, constat.assiette);
  return constat.petitEffectif ? fraction : `${fraction}, ${formatMesure(constat)}`;
}
