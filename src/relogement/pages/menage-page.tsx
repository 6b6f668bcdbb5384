import { CHEMIN_MENAGES, cheminImmeuble, cheminMenage } from "#attributions/pages/relogement/chemins.ts";
import type { LigneFiche } from "#socle/lectures/ligne-fiche.ts";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { Lignes } from "#socle/pages/design/lignes.tsx";
import { renderPage } from "#socle/pages/design/page.tsx";
import { Message, ResultatActe, Tag } from "#socle/pages/design/parts.tsx";
import { SousNavigation } from "#socle/pages/design/sous-navigation.tsx";
import { formatEuros, formatJour } from "#socle/regles/shared/format.ts";
import type { FicheMenage, RubriqueFiche } from "../lectures/fiche.ts";
import { TON_ETAT } from "./libelles.ts";
import { Offres } from "./offres.tsx";
import { BoutonActe } from "./parts.tsx";

export type MenagePageProps = {
  readonly cadre: Cadre;
  readonly epci: string;
  readonly fiche: FicheMenage;
  readonly annonce: string | null;
};

/** The file of one household: what calls for an act, then the offers, the known facts, the past events. */
export function renderMenagePage({ cadre, epci, fiche, annonce }: MenagePageProps): string {
  const { dossier, identite } = fiche;
  return renderPage({
    cadre,
    titre: dossier.reference,
    rubrique: "relogement",
    children: (
      <>
        <SousNavigation cadre={cadre} page={CHEMIN_MENAGES} />
        <p class="ecran">
          <a href={hrefTerritoire(epci, cheminImmeuble(dossier.operation))}>{dossier.operationNom}</a>
        </p>
        <h1>{identite ? `${dossier.reference}, ${identite.prenom} ${identite.nom}` : dossier.reference}</h1>
        <p class="chapo">
          <Tag ton={TON_ETAT[dossier.etat]}>{fiche.phraseEtat}</Tag> Prochaine étape : {fiche.prochaineEtape}.
          {dossier.synthetique ? " Ménage fictif." : ""}
        </p>
        <ResultatActe annonce={annonce} />
        <Alertes fiche={fiche} />
        <Actes epci={epci} fiche={fiche} />
        <Offres epci={epci} fiche={fiche} />
        <Rubriques epci={epci} fiche={fiche} />
        <Decohabitation epci={epci} fiche={fiche} />
        <Historique fiche={fiche} />
      </>
    ),
  });
}

function Alertes({ fiche: { alertes } }: { fiche: FicheMenage }) {
  if (alertes.length === 0) return null;
  return (
    <Message ton="alerte" titre="À surveiller">
      <ul>
        {alertes.map(({ phrase }) => (
          <li>{phrase}</li>
        ))}
      </ul>
    </Message>
  );
}

/** Acts possible now: the allowed transitions, and the forms that are always open. */
function Actes({ epci, fiche }: { epci: string; fiche: FicheMenage }) {
  if (fiche.actes.length === 0) return null;
  return (
    <p class="ligne actes">
      {fiche.actes.map((acte) => (
        <BoutonActe epci={epci} id={fiche.dossier.id} acte={acte} />
      ))}
    </p>
  );
}

function Rubriques({ epci, fiche }: { epci: string; fiche: FicheMenage }) {
  return (
    <>
      <h2>Le dossier</h2>
      <div class="parties">
        {fiche.identite ? <Rubrique rubrique={{ titre: "Les personnes", lignes: personnes(fiche.identite) }} /> : null}
        {fiche.rubriques.map((rubrique) => (
          <Rubrique rubrique={rubrique} />
        ))}
      </div>
      {fiche.modifiable ? (
        <p class="ligne ecran">
          <a class="bouton second" href={hrefTerritoire(epci, cheminMenage(fiche.dossier.id, "situation"))}>
            Modifier la situation et les souhaits
          </a>
          <a class="bouton second" href={hrefTerritoire(epci, cheminMenage(fiche.dossier.id, "identite"))}>
            Modifier le nom et le contact
          </a>
        </p>
      ) : null}
    </>
  );
}

function personnes(identite: NonNullable<FicheMenage["identite"]>): readonly LigneFiche[] {
  const { adultes, enfants, revenuMensuel } = identite;
  return [
    { libelle: "Porte", valeur: identite.porte },
    { libelle: "Téléphone", valeur: identite.telephone },
    { libelle: "Courriel", valeur: identite.courriel },
    { libelle: "Né(e) le", valeur: identite.naissance ? formatJour(identite.naissance) : null },
    { libelle: "Adultes", valeur: adultes === null ? null : String(adultes) },
    { libelle: "Enfants", valeur: enfants === null ? null : String(enfants) },
    { libelle: "Revenu mensuel", valeur: revenuMensuel === null ? null : formatEuros(revenuMensuel) },
  ];
}

function Rubrique({ rubrique: { titre, lignes } }: { rubrique: RubriqueFiche }) {
  return (
    <section>
      <h3>{titre}</h3>
      <Lignes lignes={lignes} />
    </section>
  );
}

function Decohabitation({ epci, fiche }: { epci: string; fiche: FicheMenage }) {
  const { origine, decohabitations, dossier } = fiche;
  if (!origine && decohabitations.length === 0 && !fiche.modifiable) return null;
  return (
    <>
      <h2>Décohabitation</h2>
      {origine ? (
        <p>
          Ce ménage quitte <a href={hrefTerritoire(epci, cheminMenage(origine.id))}>{origine.reference}</a>.
        </p>
      ) : null}
      {decohabitations.length > 0 ? (
        <ul>
          {decohabitations.map((lien) => (
            <li>
              <a href={hrefTerritoire(epci, cheminMenage(lien.id))}>{lien.reference}</a> quitte ce ménage.
            </li>
          ))}
        </ul>
      ) : null}
      {fiche.modifiable && !origine ? (
        <p>
          <a
            class="bouton second"
            href={hrefTerritoire(epci, `${CHEMIN_MENAGES}/nouveau`, {
              operation: dossier.operation,
              origine: dossier.id,
            })}
          >
            Créer le dossier de la décohabitation
          </a>
        </p>
      ) : null}
    </>
  );
}

function Historique({ fiche: { historique } }: { fiche: FicheMenage }) {
  return (
    <>
      <h2>Ce qui s’est passé</h2>
      {historique.length === 0 ? <p>Rien n’est encore écrit.</p> : null}
      <ol class="historique">
        {historique.map(({ le, phrase, texte }) => (
          <li class="evenement">
            <b>{formatJour(le)}</b> : {phrase}
            {texte ? <span class="texte-libre">{texte}</span> : null}
          </li>
        ))}
      </ol>
    </>
  );
}
