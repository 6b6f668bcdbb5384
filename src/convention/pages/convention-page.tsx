import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { BarreFiltres, Saisir } from "#socle/pages/design/filtres.tsx";
import { EnTetePage, type FichierPage } from "#socle/pages/design/gabarit.tsx";
import { renderPage } from "#socle/pages/design/page.tsx";
import { EtatVide, Message, ResultatActe } from "#socle/pages/design/parts.tsx";
import { formatJour } from "#socle/regles/shared/format.ts";
import { hrefVersion } from "./version-formulaires.tsx";
import { CorpsVersion, type VersionPageProps } from "./version-page.tsx";

/** Page of the convention: the version in force on the day asked. */
export function renderConventionPage(props: VersionPageProps): string {
  const { cadre, convention, lue, aujourdhui } = props;
  const epci = cadre.territoire?.epci ?? "";
  const projets = convention.versions.filter(({ depuis }) => depuis === null);
  return renderPage({
    cadre,
    titre: "Convention",
    children: (
      <>
        <EnTetePage
          titre="Convention intercommunale d’attribution"
          sous={
            <>
              {convention.jour === aujourdhui
                ? "En vigueur aujourd’hui"
                : `En vigueur le ${formatJour(convention.jour)}`}{" "}
              : <a href={hrefVersion(epci, lue.numero)}>{lue.titre}</a>.
            </>
          }
          exporter={fichiersOf(epci, convention.jour === aujourdhui ? null : convention.jour)}
        />
        <ResultatActe annonce={props.annonce} />
        <ChoixJour epci={epci} jour={convention.jour} aujourdhui={aujourdhui} />
        {projets.length > 0 ? (
          <Message ton="neutre">
            <p>
              En préparation :{" "}
              {projets.map(({ numero, titre }, i) => (
                <>
                  {i > 0 ? ", " : ""}
                  <a href={hrefVersion(epci, numero)}>{titre}</a>
                </>
              ))}
              .
            </p>
          </Message>
        ) : null}
        <CorpsVersion {...props} />
      </>
    ),
  });
}

function ChoixJour({ epci, jour, aujourdhui }: { epci: string; jour: string; aujourdhui: string }) {
  return (
    <BarreFiltres
      action={hrefTerritoire(epci, "convention")}
      titre="Choisir un jour"
      apres={jour === aujourdhui ? null : <a href={hrefTerritoire(epci, "convention")}>Revenir à aujourd’hui</a>}
    >
      <Saisir nom="jour" libelle="En vigueur le" type="date" valeur={jour} />
    </BarreFiltres>
  );
}

function fichiersOf(epci: string, jour: string | null): readonly FichierPage[] {
  return [
    { href: hrefTerritoire(epci, "convention.pdf", { jour }), libelle: "Convention (PDF)" },
    { href: hrefTerritoire(epci, "convention.xlsx", { jour }), libelle: "Convention (Excel)" },
  ];
}

type VideProps = {
  readonly cadre: Cadre;
  readonly jour: string;
  readonly aujourdhui: string;
  /** Versions that exist and are not in force on that day. */
  readonly versions: readonly { readonly numero: number; readonly titre: string; readonly depuis: string | null }[];
  readonly ecrire: boolean;
  readonly annonce: string | null;
};

/** Page shown when nothing is in force that day: the reason, and one action. */
export function renderConventionVide({ cadre, jour, aujourdhui, versions, ecrire, annonce }: VideProps): string {
  const epci = cadre.territoire?.epci ?? "";
  const passee = jour !== aujourdhui;
  return renderPage({
    cadre,
    titre: "Convention",
    children: (
      <>
        <h1>Convention intercommunale d’attribution</h1>
        <ResultatActe annonce={annonce} />
        {versions.length > 0 || passee ? <ChoixJour epci={epci} jour={jour} aujourdhui={aujourdhui} /> : null}
        {versions.length === 0 ? (
          <AucuneVersion epci={epci} ecrire={ecrire} />
        ) : (
          <EtatVide titre={`Aucune convention en vigueur le ${formatJour(jour)}`}>
            <ul>
              {versions.map(({ numero, titre, depuis }) => (
                <li>
                  <a href={hrefVersion(epci, numero)}>{titre}</a>
                  {depuis === null ? ", en projet" : `, en vigueur depuis le ${formatJour(depuis)}`}
                </li>
              ))}
            </ul>
          </EtatVide>
        )}
      </>
    ),
  });
}

function AucuneVersion({ epci, ecrire }: { epci: string; ecrire: boolean }) {
  if (!ecrire) {
    return (
      <EtatVide titre="Aucune convention publiée">
        <p>Ce territoire n’a pas encore de convention dans Blaise. L’EPCI la prépare ou la reprend.</p>
      </EtatVide>
    );
  }
  return (
    <EtatVide titre="Aucune convention">
      <p>Trois façons de commencer :</p>
      <ul>
        <li>
          <a href={hrefTerritoire(epci, "convention/preparer", { reprise: "oui" })}>
            Reprendre une convention déjà signée
          </a>
          , avec ses dates et ses objectifs ;
        </li>
        <li>
          <a href={hrefTerritoire(epci, "convention/preparer")}>Préparer une nouvelle convention</a>, étape par étape ;
        </li>
        <li>
          <a href={hrefTerritoire(epci, "donnees/deposer")}>Déposer le fichier des objectifs</a>, puis le reprendre dans
          une convention.
        </li>
      </ul>
    </EtatVide>
  );
}
