import { CHEMIN_IMMEUBLES, CHEMIN_MENAGES, cheminImmeuble } from "#attributions/pages/relogement/chemins.ts";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { VuesListe } from "#socle/pages/design/dossier.tsx";
import { renderPage } from "#socle/pages/design/page.tsx";
import { EtatVide, Message, Phrases, ResultatActe } from "#socle/pages/design/parts.tsx";
import { formatCompte, formatJourCourt } from "#socle/regles/shared/format.ts";
import type { ChiffreImmeuble, LigneImmeuble } from "../lectures/fiche-immeubles.ts";
import type { ListeMenages } from "../lectures/fiche-liste.ts";
import { MenagesTable } from "./menages-table.tsx";

export type ImmeublePageProps = {
  readonly cadre: Cadre;
  readonly epci: string;
  readonly ligne: LigneImmeuble;
  /** Four figures, or none when no file is read. */
  readonly chiffres: readonly ChiffreImmeuble[];
  readonly phrases: readonly string[];
  readonly liste: ListeMenages;
  readonly etat: string | null;
  readonly ouvrir: boolean;
  readonly confier: boolean;
  readonly annonce: string | null;
};

/** One building: the four figures, then its households. */
export function renderImmeublePage(props: ImmeublePageProps): string {
  const { cadre, epci, ligne } = props;
  const { suivi, retards } = ligne;
  return renderPage({
    cadre,
    titre: suivi.nom,
    children: (
      <>
        <p class="ecran">
          <a href={hrefTerritoire(epci, CHEMIN_IMMEUBLES)}>Tous les immeubles</a>
        </p>
        <h1>{suivi.nom}</h1>
        <p class="chapo">{sayImmeuble(ligne)}</p>
        <ResultatActe annonce={props.annonce} />
        {retards.length > 0 ? (
          <Message ton="alerte" titre="En retard">
            <Phrases phrases={retards} />
          </Message>
        ) : null}
        <Chiffres chiffres={props.chiffres} />
        <Actes {...props} />
        <Menages {...props} />
        {props.phrases.length > 0 ? (
          <details>
            <summary>Tout ce qui est compté</summary>
            <Phrases phrases={props.phrases} />
          </details>
        ) : null}
      </>
    ),
  });
}

function sayImmeuble({ suivi, demolition, agents }: LigneImmeuble): string {
  const { compteur, occupesAu, depuis, bailleur } = suivi;
  const logements = compteur?.logements ?? null;
  const occupes = compteur?.occupes ?? null;
  return [
    logements === null ? "Nombre de logements inconnu" : formatCompte(logements, "logement"),
    occupes === null
      ? ", occupés : inconnu. "
      : `, ${formatCompte(occupes, "occupé")}${occupesAu ? ` au ${formatJourCourt(occupesAu)}` : ""}. `,
    bailleur ? `${bailleur}. ` : "",
    depuis === null ? "Début du relogement inconnu. " : `Relogement à partir de ${depuis}. `,
    demolition === null ? "Date de démolition inconnue." : `Démolition ${demolition}.`,
    agents.length > 0 ? ` Confié à ${agents.join(", ")}.` : "",
  ].join("");
}

function Chiffres({ chiffres }: { chiffres: readonly ChiffreImmeuble[] }) {
  if (chiffres.length === 0) {
    return (
      <Message ton="neutre">
        <p>Les dossiers de cet immeuble ne sont pas ouverts à votre habilitation : rien n’en est compté ici.</p>
      </Message>
    );
  }
  return (
    <div class="chiffres quatre">
      {chiffres.map(({ valeur, libelle, notes }) => (
        <div>
          <p>
            <strong>{valeur}</strong> {libelle}
          </p>
          <Phrases phrases={notes} classe="discret" />
        </div>
      ))}
    </div>
  );
}

function Actes({ epci, ligne, ouvrir, confier }: ImmeublePageProps) {
  if (!ouvrir && !confier) return null;
  const { operation } = ligne.suivi;
  return (
    <p class="ligne ecran">
      {ouvrir ? (
        <a class="bouton" href={hrefTerritoire(epci, `${CHEMIN_MENAGES}/nouveau`, { operation })}>
          Ouvrir un dossier
        </a>
      ) : null}
      {confier ? (
        <a class="bouton second" href={hrefTerritoire(epci, cheminImmeuble(operation, "confier"))}>
          Confier cet immeuble
        </a>
      ) : null}
    </p>
  );
}

function Menages({ epci, ligne, liste, etat, ouvrir }: ImmeublePageProps) {
  const { operation } = ligne.suivi;
  if (liste.total === 0) {
    return (
      <EtatVide titre="Aucun dossier n’est ouvert">
        <p>
          {ouvrir
            ? "Ouvrez un dossier par ménage, ou importez le fichier des ménages de l’immeuble."
            : "Les dossiers s’ouvrent par le chargé de relogement à qui l’immeuble est confié."}
        </p>
      </EtatVide>
    );
  }
  const vues = [{ code: null, libelle: "Tous" }, ...liste.etats].map(({ code, libelle }) => ({
    libelle,
    href: hrefTerritoire(epci, cheminImmeuble(operation), { etat: code }),
    ici: code === etat,
  }));
  return (
    <>
      <VuesListe nom="État des ménages" vues={vues} />
      <p role="status">{liste.phrase}</p>
      {liste.lignes.length > 0 ? (
        <MenagesTable
          epci={epci}
          titre="Ménages à reloger"
          liste={liste}
          immeuble={false}
          commun={{ etat, alerte: null }}
        />
      ) : null}
    </>
  );
}
