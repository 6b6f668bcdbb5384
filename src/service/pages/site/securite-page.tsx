import type { Cadre } from "#socle/pages/design/cadre.ts";
import { renderPage } from "#socle/pages/design/page.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { defineTable } from "#socle/regles/table/table.ts";

/** Delays promised to the reporter of a weakness; `SECURITY.md` says the same, and a test compares them. */
export const DELAIS_SIGNALEMENT: readonly (readonly [promesse: string, delai: string])[] = [
  ["Accusé de réception", "3 jours ouvrés"],
  ["Première analyse : la faille est-elle confirmée, qui touche-t-elle ?", "10 jours ouvrés"],
  ["Correction, ou mesure de contournement, d’une faille critique ou haute", "30 jours"],
  ["Correction des autres", "90 jours"],
  ["Publication, avec qui l’a trouvée si cette personne le veut", "à la correction, au plus tard au 90ᵉ jour"],
];

const DELAIS = defineTable<(typeof DELAIS_SIGNALEMENT)[number]>({
  code: "delais",
  titre: "Délais, à compter de la réception",
  colonnes: [
    { code: "etape", titre: "Étape", valeur: ([promesse]) => promesse },
    { code: "delai", titre: "Délai", valeur: ([, delai]) => delai },
  ],
});

/** `contact`: `mailto:` or https, set by the operator; null: none. */
export function renderSecuritePage({
  cadre,
  contact,
}: {
  readonly cadre: Cadre;
  readonly contact: string | null;
}): string {
  return renderPage({
    cadre,
    titre: "Signaler une faille de sécurité",
    children: (
      <div class="texte">
        <h1>Signaler une faille de sécurité</h1>
        <p class="chapo">
          Vous avez vu, dans ce service, comment lire ou changer ce qui ne vous regarde pas ? Dites-le en privé à qui
          l’exploite, et ne le publiez pas avant la correction.
        </p>
        <Contact contact={contact} />
        <h2>Ce qu’il est utile d’écrire</h2>
        <ul>
          <li>L’adresse de la page et ce que vous avez fait, pas à pas, pour que nous puissions le refaire.</li>
          <li>
            Ce que vous avez pu lire ou changer. N’envoyez pas les données elles-mêmes : dites seulement lesquelles.
          </li>
          <li>Comment vous joindre, si vous voulez une réponse. Un signalement anonyme est lu aussi.</li>
        </ul>
        <h2>Ce qui vous est promis</h2>
        <Table table={DELAIS} lignes={DELAIS_SIGNALEMENT} />
        <p>
          Cherchez de bonne foi : arrêtez-vous dès que la faille est montrée, ne lisez pas plus de données qu’il n’en
          faut, n’en gardez pas, ne gênez pas le service, ne visez pas des personnes. Vous pouvez aussi écrire à la
          seule ANSSI, qui garde votre identité confidentielle (code de la défense, article L. 2321-4).
        </p>
        <p>
          Si des données personnelles ont pu être lues, le délégué à la protection des données en est averti le jour
          même.
        </p>
      </div>
    ),
  });
}

function Contact({ contact }: { readonly contact: string | null }) {
  if (contact === null) {
    return (
      <p>
        L’exploitant de ce service n’a pas encore indiqué d’adresse pour ces signalements. Écrivez à l’accueil de la
        collectivité qui le propose, à l’attention de la personne responsable de la sécurité des systèmes d’information.
      </p>
    );
  }
  return (
    <p>
      Écrivez à <a href={contact}>{contact.replace(/^mailto:/, "")}</a>.
    </p>
  );
}
