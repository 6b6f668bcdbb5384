import { raw } from "hono/html";
import type { Cadre } from "#socle/pages/design/cadre.ts";
import { renderPage } from "#socle/pages/design/page.tsx";
import { EtatVide } from "#socle/pages/design/parts.tsx";
import { formatCompte } from "#socle/regles/shared/format.ts";
import type { ChapitreGuide, SectionGuide } from "../../lectures/guide/read-guide.ts";
import type { Trouvaille } from "../../lectures/guide/search-guide.ts";

/** Where the guide is read: under a territory the menu stays there. */
type Lieu = { readonly cadre: Cadre; readonly base: string };

type AideProps = Lieu & {
  readonly guide: readonly ChapitreGuide[];
  readonly question: string;
  readonly trouvailles: readonly Trouvaille[];
};

/** The guide: its chapters, or what was found in it. */
export function renderAidePage({ cadre, base, guide, question, trouvailles }: AideProps): string {
  return renderPage({
    cadre,
    titre: "Aide",
    children: (
      <>
        <h1>Aide</h1>
        <Chercher base={base} question={question} />
        {question === "" ? <Chapitres base={base} guide={guide} /> : <Trouvees base={base} trouvailles={trouvailles} />}
      </>
    ),
  });
}

function Chercher({ base, question }: { readonly base: string; readonly question: string }) {
  return (
    <search>
      <form class="ligne" method="get" action={base}>
        <div>
          <label for="q">Chercher dans le guide</label>
          <input id="q" name="q" type="search" value={question} size={32} maxlength={200} autocomplete="off" />
        </div>
        <button class="bouton second" type="submit">
          Chercher
        </button>
      </form>
    </search>
  );
}

function Chapitres({ base, guide }: Pick<AideProps, "base" | "guide">) {
  return (
    <ul class="texte">
      {guide.map(({ code, titre, sections }) => (
        <li>
          <a href={`${base}/${code}`}>{titre}</a>
          {sections.length > 1 ? (
            <>
              <br />
              <small>
                {sections
                  .slice(1)
                  .map((section) => section.titre)
                  .join(" · ")}
              </small>
            </>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

function Trouvees({ base, trouvailles }: Pick<AideProps, "base" | "trouvailles">) {
  if (trouvailles.length === 0) {
    return (
      <EtatVide titre="Rien dans le guide avec tous ces mots">
        <p>
          Essayez un seul mot, ou <a href={base}>parcourez les chapitres</a>.
        </p>
      </EtatVide>
    );
  }
  return (
    <>
      <p role="status">{formatCompte(trouvailles.length, "passage")}.</p>
      <ul class="texte">
        {trouvailles.map(({ chapitre, section, extrait }) => (
          <li>
            <a href={hrefSection(base, chapitre, section)}>{section.titre}</a> <small>{chapitre.titre}</small>
            <p>{extrait}</p>
          </li>
        ))}
      </ul>
    </>
  );
}

/** What stands before the first heading is on the page of the chapter. */
function hrefSection(base: string, { code, sections }: ChapitreGuide, section: SectionGuide): string {
  return section === sections[0] ? `${base}/${code}` : `${base}/${code}/${section.ancre}`;
}

type ChapitreProps = Lieu & { readonly chapitre: ChapitreGuide };

/** What a chapter is for, and its sections, each a page. */
export function renderChapitrePage({ cadre, base, chapitre }: ChapitreProps): string {
  const [chapo, ...sections] = chapitre.sections;
  return renderPage({
    cadre,
    titre: chapitre.titre,
    children: (
      <>
        <h1>{chapitre.titre}</h1>
        {chapo ? <Texte base={base} html={chapo.html} /> : null}
        <ol class="texte">
          {sections.map(({ ancre, titre }) => (
            <li>
              <a href={`${base}/${chapitre.code}/${ancre}`}>{titre}</a>
            </li>
          ))}
        </ol>
        <p>
          <a href={base}>Tous les chapitres</a>
        </p>
      </>
    ),
  });
}

type SectionProps = ChapitreProps & { readonly section: SectionGuide };

export function renderSectionPage({ cadre, base, chapitre, section }: SectionProps): string {
  const sections = chapitre.sections.slice(1);
  const suivante = sections[sections.indexOf(section) + 1];
  return renderPage({
    cadre,
    titre: section.titre,
    children: (
      <>
        <p class="ecran">
          <a href={`${base}/${chapitre.code}`}>{chapitre.titre}</a>
        </p>
        <h1>{section.titre}</h1>
        <Texte base={base} html={section.html} />
        {suivante ? (
          <p>
            Ensuite : <a href={`${base}/${chapitre.code}/${suivante.ancre}`}>{suivante.titre}</a>
          </p>
        ) : null}
        <Chercher base={base} question="" />
      </>
    ),
  });
}

/** Written with the product, never by a user. Its links stay under the territory. */
function Texte({ base, html }: { readonly base: string; readonly html: string }) {
  return <div class="texte">{raw(html.replaceAll('href="/aide', `href="${base}`))}</div>;
}
