import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { BarreFiltres } from "#socle/pages/design/filtres.tsx";
import type { SaisieFormulaire } from "#socle/pages/design/formulaire.tsx";
import { renderPage } from "#socle/pages/design/page.tsx";
import { EtatVide, Phrases, ResultatActe } from "#socle/pages/design/parts.tsx";
import type { PublicsPrioritaires } from "../../lectures/public-prioritaire/publics.ts";
import { SansLigne } from "../bilan-page.tsx";
import { type Choix, SelectAnnee, SelectBailleur } from "../filtres.tsx";
import { CorpsMethode, sourcesText, TableSources } from "../methode.tsx";
import { SectionCategories } from "./categories-section.tsx";
import {
  SectionDaloEtTravailleurs,
  SectionNonReserves,
  SectionReservataires,
  SectionSansTest,
} from "./constat-tables.tsx";
import { hrefPublics } from "./libelles.tsx";
import { SectionRapprochement } from "./rapprochement-section.tsx";

export type PublicsPageProps = {
  readonly cadre: Cadre;
  readonly publics: PublicsPrioritaires;
  readonly choix: Choix;
  readonly saisie: SaisieFormulaire;
  /** Refusal of the local list's form. */
  readonly erreur: string | null;
  /** Announcement of the act just done. */
  readonly annonce: string | null;
};

/** The answer first, then the réservataires, the lists and the categories. */
export function renderPublicsPage({ cadre, publics, choix, saisie, erreur, annonce }: PublicsPageProps): string {
  const nom = publics.nomBailleur === null ? "" : `, ${publics.nomBailleur}`;
  const titre = `Publics prioritaires ${publics.annee}${nom}`;
  return renderPage({
    cadre,
    titre,
    sources: sourcesText(publics),
    children: (
      <>
        <h1>{titre}</h1>
        <ResultatActe annonce={annonce} />
        <p class="chapo">
          Au moins {publics.part} des attributions de chaque réservataire vont à un ménage reconnu au titre du DALO ou,
          à défaut, à un public prioritaire.
        </p>
        <Filtres publics={publics} choix={choix} />
        <div class="reponse">
          <Phrases phrases={publics.reponse} />
        </div>
        {cadre.droits.exporterBilan ? <Telechargements publics={publics} /> : null}
        <Corps cadre={cadre} publics={publics} />
        <SectionCategories cadre={cadre} publics={publics} saisie={saisie} erreur={erreur} />
        <section aria-labelledby="methode">
          <h2 id="methode">Méthode et sources</h2>
          {publics.methodes.map((methode) => (
            <details>
              <summary>{methode.titre}</summary>
              <CorpsMethode methode={methode} />
            </details>
          ))}
          <TableSources bilan={publics} lots={cadre.droits.lireLots} />
        </section>
      </>
    ),
  });
}

function Corps({ cadre, publics }: { cadre: Cadre; publics: PublicsPrioritaires }) {
  if (publics.total === 0) {
    return (
      <EtatVide titre="Aucune attribution publiée">
        <p>
          Aucun bail signé n’est connu en {publics.annee}. Choisissez une autre année, ou déposez le fichier du SNE.
        </p>
      </EtatVide>
    );
  }
  return (
    <>
      <SectionReservataires publics={publics} />
      <SectionNonReserves publics={publics} />
      <SectionSansTest publics={publics} />
      <SectionDaloEtTravailleurs publics={publics} />
      <SectionRapprochement cadre={cadre} publics={publics} />
    </>
  );
}

function Filtres({ publics, choix }: { publics: PublicsPrioritaires; choix: Choix }) {
  return (
    <BarreFiltres action={hrefTerritoire(publics.territoire, "publics-prioritaires")} titre="Choisir l’année">
      <SelectAnnee choix={choix} annee={publics.annee} />
      <SelectBailleur choix={choix} bailleur={publics.bailleur} />
    </BarreFiltres>
  );
}

function Telechargements({ publics }: { publics: PublicsPrioritaires }) {
  const { territoire, annee, bailleur } = publics;
  return (
    <div class="ligne telechargements">
      <a class="bouton" href={hrefPublics(territoire, { annee, bailleur }, "pdf")}>
        Rapport (PDF)
      </a>
      <a class="bouton second" href={hrefPublics(territoire, { annee, bailleur }, "xlsx")}>
        Tableau (Excel)
      </a>
    </div>
  );
}

/** No year is published yet. */
export function renderPublicsVide(cadre: Cadre): string {
  return renderEtat(
    cadre,
    <EtatVide titre="Aucune attribution n’est publiée">
      <p>Les publics prioritaires se comptent dès qu’un fichier d’attributions (SNE) est publié pour ce territoire.</p>
    </EtatVide>,
  );
}

/** There are figures, but none that this person may see. */
export function renderPublicsSansLigne(cadre: Cadre, rattachement: "bailleur" | "reservataire"): string {
  return renderEtat(cadre, <SansLigne rattachement={rattachement} />);
}

function renderEtat(cadre: Cadre, children: unknown): string {
  return renderPage({
    cadre,
    titre: "Publics prioritaires",
    children: (
      <>
        <h1>Publics prioritaires</h1>
        {children}
      </>
    ),
  });
}
