import { raw } from "hono/html";
import {
  GENRES_OPERATION,
  LIBELLE_GENRE_OPERATION,
  LIBELLE_PHASE_OPERATION,
} from "#donnees/regles/programme/operation.ts";
import type { FondObservatoire } from "#observatoire/pages/adresses.ts";
import { FigureBloc } from "#observatoire/pages/figure.tsx";
import { type Gantt, renderFrise, renderGantt } from "#socle/images/gantt.ts";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { VuesListe } from "#socle/pages/design/dossier.tsx";
import { BarreFiltres, Choisir } from "#socle/pages/design/filtres.tsx";
import { optionsOf } from "#socle/pages/design/formulaire.tsx";
import { renderPage } from "#socle/pages/design/page.tsx";
import { Defile, EtatVide, Message, Phrases } from "#socle/pages/design/parts.tsx";
import { formatCompte } from "#socle/regles/shared/format.ts";
import type { Calendrier, LigneCalendrier } from "../lectures/calendrier/calendrier.ts";

export const CHEMIN_CALENDRIER = "programme/calendrier";

export const PARTIES_CALENDRIER = {
  frise: "Frise",
  calendrier: "Tableau",
  "operations-par-commune": "Par commune",
  "effet-par-commune": "Effet par commune",
  "effet-par-quartier": "Effet par quartier",
  "effet-par-residence": "Effet par résidence",
  "loyers-des-operations": "Loyers",
  besoins: "Besoins",
} as const;
type PartieCalendrier = keyof typeof PARTIES_CALENDRIER;

export type CalendrierPageProps = {
  readonly cadre: Cadre;
  readonly calendrier: Calendrier;
  readonly fond: FondObservatoire | null;
  readonly partie: PartieCalendrier;
};

const TITRE = "Calendrier du programme";

/** Operations on the years; as a table, and by commune, in parts named after their figures. */
export function renderCalendrierPage({ cadre, calendrier, fond, partie }: CalendrierPageProps): string {
  const { territoire, genre } = calendrier;
  return renderPage({
    cadre,
    titre: partie === "frise" ? TITRE : `${TITRE} : ${PARTIES_CALENDRIER[partie].toLowerCase()}`,
    children: (
      <>
        <h1>{TITRE}</h1>
        <BarreFiltres
          action={hrefTerritoire(territoire, CHEMIN_CALENDRIER)}
          titre="Choisir les opérations"
          garde={{ partie: partieOf(partie) }}
        >
          <Choisir
            nom="genre"
            libelle="Genre"
            tous="Tous"
            options={optionsOf(GENRES_OPERATION, LIBELLE_GENRE_OPERATION)}
            valeur={genre}
          />
        </BarreFiltres>
        {calendrier.lignes.length === 0 ? (
          <EtatVide titre="Aucune opération au programme">
            <p>
              Rien n’est encore au programme, ou rien ne répond à ce filtre, ou rien n’est ouvert à votre habilitation.
            </p>
          </EtatVide>
        ) : (
          <>
            <Message ton="neutre">
              <Phrases phrases={calendrier.phrases} />
            </Message>
            <Parties territoire={territoire} genre={genre} partie={partie} />
            {partie === "frise" ? <Dessin calendrier={calendrier} /> : null}
            {calendrier.figures
              .filter(({ code }) => code.startsWith(partie))
              .map((figure) => (
                <FigureBloc figure={figure} cadre={cadre} chemin={CHEMIN_CALENDRIER} question={{ genre }} fond={fond} />
              ))}
          </>
        )}
      </>
    ),
  });
}

/** The time line is the page without a part. */
function partieOf(partie: PartieCalendrier): string | null {
  return partie === "frise" ? null : partie;
}

type PartiesProps = Pick<Calendrier, "territoire" | "genre"> & { readonly partie: PartieCalendrier };

function Parties({ territoire, genre, partie }: PartiesProps) {
  const codes = Object.keys(PARTIES_CALENDRIER) as PartieCalendrier[]; // an object's keys are typed as plain strings
  const vues = codes.map((code) => ({
    libelle: PARTIES_CALENDRIER[code],
    href: hrefTerritoire(territoire, CHEMIN_CALENDRIER, { genre, partie: partieOf(code) }),
    ici: code === partie,
  }));
  return <VuesListe nom="Parties du calendrier" vues={vues} />;
}

function Dessin({ calendrier }: { calendrier: Calendrier }) {
  const svg = renderFrise(ganttOf(calendrier));
  if (svg === null) return <p class="discret">Aucune opération n’a de date : il n’y a rien à dessiner.</p>;
  const { territoire, genre } = calendrier;
  return (
    <>
      <Defile nom="Frise : opérations du programme">
        <div class="frise">{raw(svg)}</div>
      </Defile>
      <ul class="liens telechargements" aria-label="Télécharger : frise">
        <li>
          <a href={hrefTerritoire(territoire, "calendrier.pdf", { genre })}>Frise et tableau (PDF)</a>
        </li>
        <li>
          <a href={hrefTerritoire(territoire, "calendrier.svg", { genre })} download="">
            Image SVG
          </a>
        </li>
      </ul>
    </>
  );
}

/** SVG of the time line; null when no operation has a day. */
export function drawCalendrier(calendrier: Calendrier): string | null {
  return renderGantt(ganttOf(calendrier));
}

/** Groups by kind of operation, the late ones first in a group of their own. */
function ganttOf({ nom, aujourdhui, lignes }: Calendrier): Gantt {
  const dated = lignes.filter(({ barres }) => barres.length > 0);
  const isLate = ({ retard }: LigneCalendrier) => retard !== null && retard > 0;
  const on = dated.filter((ligne) => !isLate(ligne));
  return {
    titre: `Calendrier du programme, ${nom}`,
    aujourdhui,
    groupes: [
      { titre: "Dernière date prévue passée", lignes: dated.filter(isLate).map(ligneGantt) },
      ...GENRES_OPERATION.map((genre) => ({
        titre: LIBELLE_GENRE_OPERATION[genre],
        lignes: on.filter((ligne) => ligne.genre === genre).map(ligneGantt),
      })),
    ],
  };
}

function ligneGantt({ nom, retard, barres }: LigneCalendrier) {
  return {
    nom,
    alerte: retard !== null && retard > 0 ? `${formatCompte(retard, "jour")} de retard` : null,
    barres: barres.map(({ phase, ...barre }) => ({ ...barre, libelle: LIBELLE_PHASE_OPERATION[phase] })),
  };
}
