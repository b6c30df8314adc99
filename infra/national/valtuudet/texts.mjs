// All words of the selection page, in Finnish, Swedish and English.
export const escape = text => String(text ?? '').replace(/[&<>"']/g, char => `&#${char.charCodeAt(0)};`);

export const languages = { fi: 'Suomi', sv: 'Svenska', en: 'English' };

export const languageOf = lang => (Object.hasOwn(languages, lang ?? '') ? lang : 'fi');

const theme = name => `http://valtuusrekisteri.suomi.fi/${name}`;

export const texts = {
  fi: {
    brand: 'Valtuudet', skip: 'Siirry sisältöön', language: 'Kieli',
    demoTitle: 'Kehitysympäristö.', demoText: 'Henkilöt ovat keksittyjä.',
    title: 'Kenen puolesta asioit?', error: 'Virhe', actor: 'Olet tunnistautunut', service: 'Palvelu',
    children: 'Huollettavat lapset', mandators: 'Sinut valtuuttaneet henkilöt', born: 'syntynyt', until: pvm => `voimassa ${pvm} asti`, forever: 'voimassa toistaiseksi',
    nobodyThere: 'Sinulla ei ole huollettavia lapsia, eikä kukaan ole antanut sinulle valtuutta.',
    choose: 'Valitse henkilö, jonka puolesta asioit', problemTitle: 'Tarkista valinta', go: 'Jatka palveluun', cancel: 'Peruuta ja asioi omasta puolestasi',
    themes: { [theme('terveydenhuollon_asioiden_hoito')]: 'Terveydenhuollon asioiden hoito', [theme('sosiaalihuollon_asioiden_hoito')]: 'Sosiaalihuollon asioiden hoito', [theme('asiointi_apteekissa')]: 'Asiointi apteekissa' },
    stopped: 'Valtuuksia ei voi tarkistaa', back: 'Palaa palveluun',
    problems: { client: 'Palvelua ei tunneta.', redirect: 'Palvelun paluuosoitetta ei tunneta.', type: 'Palvelun pyyntö on virheellinen.', session: 'Asiointi kesti liian kauan tai se on jo päättynyt. Palaa palveluun ja aloita alusta.' },
  },
  sv: {
    brand: 'Fullmakter', skip: 'Gå till innehållet', language: 'Språk',
    demoTitle: 'Utvecklingsmiljö.', demoText: 'Personerna är påhittade.',
    title: 'För vems räkning uträttar du ärenden?', error: 'Fel', actor: 'Du har identifierat dig som', service: 'Tjänst',
    children: 'Barn som du är vårdnadshavare för', mandators: 'Personer som har gett dig fullmakt', born: 'född', until: pvm => `i kraft till ${pvm}`, forever: 'i kraft tills vidare',
    nobodyThere: 'Du är inte vårdnadshavare för något barn, och ingen har gett dig fullmakt.',
    choose: 'Välj den person vars ärenden du uträttar', problemTitle: 'Kontrollera valet', go: 'Fortsätt till tjänsten', cancel: 'Avbryt och uträtta egna ärenden',
    themes: { [theme('terveydenhuollon_asioiden_hoito')]: 'Skötsel av ärenden inom hälso- och sjukvården', [theme('sosiaalihuollon_asioiden_hoito')]: 'Skötsel av ärenden inom socialvården', [theme('asiointi_apteekissa')]: 'Ärenden på apotek' },
    stopped: 'Fullmakterna kan inte kontrolleras', back: 'Återgå till tjänsten',
    problems: { client: 'Tjänsten är okänd.', redirect: 'Tjänstens returadress är okänd.', type: 'Tjänstens begäran är felaktig.', session: 'Det tog för lång tid eller ärendet har redan avslutats. Återgå till tjänsten och börja om.' },
  },
  en: {
    brand: 'e-Authorizations', skip: 'Skip to content', language: 'Language',
    demoTitle: 'Development environment.', demoText: 'The people are made up.',
    title: 'Who are you acting for?', error: 'Error', actor: 'You have identified yourself as', service: 'Service',
    children: 'Children in your care', mandators: 'People who have authorised you', born: 'born', until: pvm => `in force until ${pvm}`, forever: 'in force until further notice',
    nobodyThere: 'You are not the guardian of any child, and nobody has given you a mandate.',
    choose: 'Choose the person you are acting for', problemTitle: 'Check your choice', go: 'Continue to the service', cancel: 'Cancel and act for yourself',
    themes: { [theme('terveydenhuollon_asioiden_hoito')]: 'Handling of health care matters', [theme('sosiaalihuollon_asioiden_hoito')]: 'Handling of social welfare matters', [theme('asiointi_apteekissa')]: 'Pharmacy matters' },
    stopped: 'The authorizations cannot be checked', back: 'Return to the service',
    problems: { client: 'The service is not known.', redirect: 'The service’s return address is not known.', type: 'The service’s request is not right.', session: 'This took too long or has already ended. Return to the service and start again.' },
  },
};
