import { FigureBloc } from "#observatoire/pages/figure.tsx";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { VuesListe } from "#socle/pages/design/dossier.tsx";
import { BarreFiltres, Saisir } from "#socle/pages/design/filtres.tsx";
import { renderPage } from "#socle/pages/design/page.tsx";
import { EtatVide } from "#socle/pages/design/parts.tsx";
import { formatCompte } from "#socle/regles/shared/format.ts";
import type { DelaisLus } from "../../lectures/liberation/figures-delais.ts";
import { CHEMIN_DELAIS } from "./chemins.ts";

export type DelaisPageProps = {
  readonly cadre: Cadre;
  readonly epci: string;
  readonly delais: DelaisLus;
  readonly depuis: string;
  /** Code of the figure asked for; null: the first. */
  readonly figure: string | null;
};

/** How long each step takes (signed document, action 2): one table a view. */
export function renderDelaisAttributionPage(props: DelaisPageProps): string {
  const { cadre, epci, depuis, figure } = props;
  return renderPage({
    cadre,
    titre: "Délais d’attribution",
    children: (
      <>
        <h1>Délais d’attribution</h1>
        <Verdict {...props} />
        <BarreFiltres action={hrefTerritoire(epci, CHEMIN_DELAIS)} titre="Période" garde={{ figure }}>
          <Saisir nom="depuis" libelle="Logements ouverts ou loués depuis le" type="date" valeur={depuis} />
        </BarreFiltres>
        <Figures {...props} />
      </>
    ),
  });
}

function Verdict({ delais: { logements, figures } }: DelaisPageProps) {
  if (logements === 0) return null;
  return (
    <p class="dit">
      {formatCompte(logements, "logement")} sur la période. {figures[0]?.lecture ?? ""}
    </p>
  );
}

function Figures({ cadre, epci, delais, depuis, figure: asked }: DelaisPageProps) {
  const shown = delais.figures.find(({ code }) => code === asked) ?? delais.figures[0];
  if (delais.logements === 0 || !shown) {
    return (
      <EtatVide titre="Aucun logement sur cette période">
        Les délais se mesurent sur les logements à attribuer que vous lisez : aucun n’a été ouvert ni loué depuis ce
        jour.
      </EtatVide>
    );
  }
  const vues = delais.figures.map(({ code, lignesDe = "Ensemble" }) => ({
    libelle: `Par ${lignesDe.toLowerCase()}`,
    href: hrefTerritoire(epci, CHEMIN_DELAIS, { depuis, figure: code }),
    ici: code === shown.code,
  }));
  return (
    <>
      <VuesListe nom="Délais" vues={vues} />
      <FigureBloc
        figure={shown === delais.figures[0] ? { ...shown, lecture: null } : shown}
        cadre={cadre}
        chemin={CHEMIN_DELAIS}
        question={{ depuis }}
        fond={null}
      />
    </>
  );
}
