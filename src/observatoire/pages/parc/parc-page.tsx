import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { VuesListe } from "#socle/pages/design/dossier.tsx";
import { BarreFiltres, Choisir, optionsDe } from "#socle/pages/design/filtres.tsx";
import { optionsOf } from "#socle/pages/design/formulaire.tsx";
import { EtatVide } from "#socle/pages/design/parts.tsx";
import { LIBELLE_MAILLE } from "#socle/regles/observatoire/maille.ts";
import { formatCompte, formatNombre, formatTaux } from "#socle/regles/shared/format.ts";
import type { ObservatoireParc } from "../../lectures/parc/parc.ts";
import { LIBELLE_THEME_PARC, MAILLE_THEME, MAILLES_PARC, THEMES_PARC } from "../../lectures/parc/ports.ts";
import type { FondObservatoire } from "../adresses.ts";
import { Comparer } from "../comparer.tsx";
import { FiguresDePage } from "../figure.tsx";
import { renderPageObservatoire } from "../page-observatoire.tsx";

export const CHEMIN_PARC = "observatoire/parc";

type ParcPageProps = {
  readonly cadre: Cadre;
  readonly parc: ObservatoireParc;
  readonly fond: FondObservatoire;
  /** Key of the row compared with the territory; null: none. */
  readonly comparer: string | null;
};

export function renderParcPage({ cadre, parc, fond, comparer }: ParcPageProps): string {
  const { millesime, theme, maille, commune, figures } = parc;
  const question = { millesime, theme, maille, commune, comparer };
  const titre = `Parc social au 1er janvier ${millesime.slice(0, 4)}`;
  return renderPageObservatoire({
    cadre,
    titre: `${titre}, ${LIBELLE_THEME_PARC[theme].toLowerCase()}`,
    enTete: titre,
    sources: parc.source,
    children: (
      <>
        <p class="chapo">
          {formatCompte(parc.logements, "logement social", "logements sociaux")}, d’après le fichier RPLS.
        </p>
        <Themes parc={parc} />
        <Filtres parc={parc} />
        <Inconnus parc={parc} />
        {parc.controleZones === null ? null : <p>{parc.controleZones}</p>}
        <Comparer figures={figures} cadre={cadre} chemin={CHEMIN_PARC} question={question} />
        <FiguresDePage figures={figures} cadre={cadre} chemin={CHEMIN_PARC} question={question} fond={fond} />
      </>
    ),
  });
}

/** Each theme has its own default unit: the link keeps the reader’s only when it is not the current default. */
function Themes({ parc }: { parc: ObservatoireParc }) {
  const { epci, millesime, theme: current, maille } = parc;
  const chosen = maille === MAILLE_THEME[current] ? null : maille;
  const vues = THEMES_PARC.map((theme) => ({
    libelle: LIBELLE_THEME_PARC[theme],
    href: hrefTerritoire(epci, CHEMIN_PARC, { millesime, theme, maille: chosen }),
    ici: theme === current,
  }));
  return <VuesListe nom="Thèmes du parc" vues={vues} />;
}

function Filtres({ parc }: { parc: ObservatoireParc }) {
  const { epci, millesime, millesimes, theme, maille, commune, communes, zonesLocales } = parc;
  if (theme === "evolution") return null;
  return (
    <BarreFiltres action={hrefTerritoire(epci, CHEMIN_PARC)} titre="Choisir ce qui est montré" garde={{ theme }}>
      <Choisir nom="millesime" libelle="Millésime" options={optionsDe(millesimes)} valeur={millesime} />
      <Choisir
        nom="maille"
        libelle="Par"
        options={optionsOf(
          MAILLES_PARC.filter((one) => one !== "zone-locale" || zonesLocales || maille === one),
          LIBELLE_MAILLE,
        )}
        valeur={maille}
      />
      {maille === "residence" ? (
        <Choisir nom="commune" libelle="Commune des résidences" tous="Toutes" options={communes} valeur={commune} />
      ) : null}
    </BarreFiltres>
  );
}

/** Shown on every theme: of a file without MODE, vacancy is unknown, not zero. */
function Inconnus({ parc: { inconnus } }: { parc: ObservatoireParc }) {
  if (inconnus.length === 0) return <p>Le fichier dit tout ce que cette page compte.</p>;
  return (
    <details>
      <summary>Ce que le fichier ne dit pas</summary>
      <ul class="texte">
        {inconnus.map(({ libelle, logements, sur, part }) => (
          <li>
            {libelle} : {formatNombre(logements)} sur {formatCompte(sur, "logement")}, soit {formatTaux(part)}
          </li>
        ))}
      </ul>
    </details>
  );
}

export function renderParcVide(cadre: Cadre): string {
  const epci = cadre.territoire?.epci ?? "";
  return renderPageObservatoire({
    cadre,
    titre: "Parc social",
    children: (
      <>
        <EtatVide titre="Aucun parc n’est publié">
          <p>
            Le parc se lit dans le fichier RPLS : celui de l’État, ou ceux que les bailleurs transmettent.{" "}
            {cadre.droits.deposer ? (
              <a href={hrefTerritoire(epci, "donnees")}>Déposer le fichier</a>
            ) : (
              "L’intercommunalité le dépose, puis le publie."
            )}
          </p>
        </EtatVide>
      </>
    ),
  });
}
