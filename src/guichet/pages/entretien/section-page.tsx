import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { VuesListe } from "#socle/pages/design/dossier.tsx";
import type { EtatFormulaire, OptionListe } from "#socle/pages/design/formulaire.tsx";
import { Refuse, titreRefuse } from "#socle/pages/design/formulaire.tsx";
import { renderPage } from "#socle/pages/design/page.tsx";
import type { Entretien } from "../../lectures/entretien/ports.ts";
import { SECTIONS_ENTRETIEN, type SectionEntretien, TITRE_SECTION } from "../../regles/entretien/entretien.ts";
import { cheminEntretien } from "./chemins.ts";
import { nomEntretien } from "./entretiens-page.tsx";
import { CHAMPS_SECTION } from "./sections.tsx";

export type SectionPageProps = {
  readonly cadre: Cadre;
  readonly entretien: Entretien;
  readonly section: SectionEntretien;
  readonly etat: EtatFormulaire;
  readonly communes: readonly OptionListe[];
};

/** Form of one section, filled with the saved answers. */
export function renderSectionPage(props: SectionPageProps): string {
  const { cadre, entretien, section, etat } = props;
  const { epci, id } = entretien;
  const titre = TITRE_SECTION[section];
  const rang = SECTIONS_ENTRETIEN.indexOf(section) + 1;
  const Champs = CHAMPS_SECTION[section];
  return renderPage({
    cadre,
    titre: titreRefuse(titre, etat.refus),
    children: (
      <>
        <Sections entretien={entretien} section={section} />
        <h1>{titre}</h1>
        <p class="discret">
          {nomEntretien(entretien)}, page {rang} sur {SECTIONS_ENTRETIEN.length}
        </p>
        <Refuse refus={etat.refus} />
        <form class="saisie" method="post" action={hrefTerritoire(epci, cheminEntretien(id, section))}>
          <Champs etat={etat} communes={props.communes} />
          <p class="ligne">
            <button class="bouton" type="submit">
              Enregistrer et continuer
            </button>
            <a class="cible" href={hrefTerritoire(epci, cheminEntretien(id, "bilan"))}>
              Voir le bilan
            </a>
          </p>
        </form>
      </>
    ),
  });
}

/** Links to every section, since a conversation follows no order. */
function Sections({ entretien: { epci, id, reponses }, section }: { entretien: Entretien; section: SectionEntretien }) {
  const vues = SECTIONS_ENTRETIEN.map((code) => ({
    libelle: `${TITRE_SECTION[code]}${reponses[code] === undefined ? "" : " ✓"}`,
    href: hrefTerritoire(epci, cheminEntretien(id, code)),
    ici: code === section,
  }));
  return <VuesListe nom="Pages de l’entretien" vues={vues} />;
}
