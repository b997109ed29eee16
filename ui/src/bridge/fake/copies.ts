/** Pretend copies, pretend phones and a pretend directory. Everything is invented except public help desks. */
import type { ArtifactName } from '../../generated/ArtifactName';
import type { Change } from '../../generated/Change';
import type { Found } from '../../generated/Found';
import type { Helper } from '../../generated/Helper';
import type { PracticePhone } from '../../generated/PracticePhone';
import { kinds } from './kinds';

export const plainCopy: Found = {
  id: '1', kind: 'ios-backup', device_name: 'Mina’s phone', model: 'iPhone 13', os_version: '17.6.1',
  made_at: '2026-11-14T08:12:00Z', encrypted: false, source: 'usual-place',
};
export const lockedCopy: Found = { ...plainCopy, id: '2', device_name: 'هاتف العمل', model: 'iPhone SE', os_version: '18.2', made_at: '2026-10-02T19:40:00Z', encrypted: true };
export const oldCopy: Found = { ...plainCopy, id: '3', device_name: 'iPhone <b>old</b>', model: null, os_version: '12.5.7', made_at: null };
export const practiceCopy: Found = { ...plainCopy, id: '4', device_name: 'Practice phone', encrypted: true, source: 'practice' };

export const practicePhones: PracticePhone[] = [
  { scenario: 'ordinary', password: null },
  { scenario: 'pegasus-link', password: null },
  { scenario: 'hidden-profile', password: null },
  { scenario: 'damaged', password: null },
  { scenario: 'encrypted-ordinary', password: 'lamp-and-window' },
];

export const names = (lang: string): ArtifactName[] => kinds.filter((kind) => kind.expected).map((kind) => ({ id: kind.artifact, name: lang === 'ar' ? kind.ar : kind.en }));

const entry = { regions: ['world'], threats: ['spyware'], checked: '2026-11-01' };
export const helpers = (lang: string): Helper[] => {
  const ar = lang === 'ar';
  return [
    { ...entry, id: 'access-now', name: 'Access Now Digital Security Helpline', what: ar ? 'للمجتمع المدني، ليلًا ونهارًا، مجانًا.' : 'For civil society, day and night, at no cost.', languages: ['en', 'ar', 'es', 'fr', 'de', 'pt', 'ru', 'it', 'fil'], email: 'help@accessnow.org', web: 'https://www.accessnow.org/help', source: 'accessnow.org/help' },
    { ...entry, id: 'amnesty', name: 'Amnesty International Security Lab', what: ar ? 'للعمل في مجال حقوق الإنسان. ينظر في الهجمات ببرامج التجسس.' : 'For human rights work. Looks into attacks with spyware.', languages: ['en', 'es', 'fr'], email: null, web: 'https://securitylab.amnesty.org/get-help', source: 'securitylab.amnesty.org' },
    { ...entry, id: 'front-line', name: 'Front Line Defenders', what: ar ? 'للمدافعين عن حقوق الإنسان المعرّضين للخطر.' : 'For human rights defenders at risk.', languages: ['en', 'ar', 'fr', 'ru', 'es'], email: null, web: 'https://www.frontlinedefenders.org/emergency-contact', source: 'frontlinedefenders.org' },
    { ...entry, id: 'near', name: ar ? 'خط مساعدة مثال' : 'Example helpline', what: ar ? 'لمن يخاف من شخص قريب منه.' : 'For people who fear someone close to them.', languages: ['en'], regions: ['GB'], threats: ['partner-violence'], email: null, web: 'https://helpline.example', source: 'helpline.example' },
  ];
};

export const changes: Change[] = [
  { key: 'practice-folder', path: '/home/mina/.cache/lucerna/practice/pegasus-link', state: 'there' },
  { key: 'report-saved', path: '/media/mina/STICK/report.html', state: 'kept' },
  { key: 'memory', path: null, state: 'there' },
];
export const erasedChanges: Change[] = changes.map((change) => (change.state === 'there' ? { ...change, state: 'erased' } : change));
