/** Every service of `concepts/`, a file each. A new file is a line here (a test says when one is missing). */
import analyticsReport from '../concepts/analytics-report.json' with { type: 'json' };
import animation from '../concepts/animation.json' with { type: 'json' };
import appDevelopment from '../concepts/app-development.json' with { type: 'json' };
import bannerGraphics from '../concepts/banner-graphics.json' with { type: 'json' };
import communityManagement from '../concepts/community-management.json' with { type: 'json' };
import copywritingBlog from '../concepts/copywriting-blog.json' with { type: 'json' };
import crmAutomation from '../concepts/crm-automation.json' with { type: 'json' };
import customerSupport from '../concepts/customer-support.json' with { type: 'json' };
import event from '../concepts/event.json' with { type: 'json' };
import hostingDomain from '../concepts/hosting-domain.json' with { type: 'json' };
import influencer from '../concepts/influencer.json' with { type: 'json' };
import legalAccounting from '../concepts/legal-accounting.json' with { type: 'json' };
import localListings from '../concepts/local-listings.json' with { type: 'json' };
import logoBranding from '../concepts/logo-branding.json' with { type: 'json' };
import marketResearch from '../concepts/market-research.json' with { type: 'json' };
import marketplace from '../concepts/marketplace.json' with { type: 'json' };
import merchandise from '../concepts/merchandise.json' with { type: 'json' };
import newsletterEmail from '../concepts/newsletter-email.json' with { type: 'json' };
import onlineShop from '../concepts/online-shop.json' with { type: 'json' };
import outdoorMedia from '../concepts/outdoor-media.json' with { type: 'json' };
import packaging from '../concepts/packaging.json' with { type: 'json' };
import paidAds from '../concepts/paid-ads.json' with { type: 'json' };
import photo from '../concepts/photo.json' with { type: 'json' };
import podcastAudio from '../concepts/podcast-audio.json' with { type: 'json' };
import presentation from '../concepts/presentation.json' with { type: 'json' };
import pressPr from '../concepts/press-pr.json' with { type: 'json' };
import printDesign from '../concepts/print-design.json' with { type: 'json' };
import seo from '../concepts/seo.json' with { type: 'json' };
import socialMediaPosts from '../concepts/social-media-posts.json' with { type: 'json' };
import strategyConsulting from '../concepts/strategy-consulting.json' with { type: 'json' };
import textMessages from '../concepts/text-messages.json' with { type: 'json' };
import training from '../concepts/training.json' with { type: 'json' };
import translation from '../concepts/translation.json' with { type: 'json' };
import uxPrototype from '../concepts/ux-prototype.json' with { type: 'json' };
import video from '../concepts/video.json' with { type: 'json' };
import webDevelopment from '../concepts/web-development.json' with { type: 'json' };
import webMaintenance from '../concepts/web-maintenance.json' with { type: 'json' };
import webPage from '../concepts/web-page.json' with { type: 'json' };

/** The content of a service's file. */
export type ConceptFile = {
  readonly about: string;
  /** Services that share work with this one, counted as half. */
  readonly near?: readonly string[];
  readonly en: readonly string[];
  readonly tr: readonly string[];
  readonly ko: readonly string[];
  readonly zh: readonly string[];
  readonly th: readonly string[];
  readonly ru: readonly string[];
  /** Phrases in which a word of the service means something else. */
  readonly not?: Readonly<Partial<Record<'en' | 'tr' | 'ko' | 'zh' | 'th' | 'ru', readonly string[]>>>;
};

/** The files as they lie on disk, by the name of the service. */
export const CONCEPT_FILES: Readonly<Record<string, ConceptFile>> = {
  'analytics-report': analyticsReport,
  animation,
  'app-development': appDevelopment,
  'banner-graphics': bannerGraphics,
  'community-management': communityManagement,
  'copywriting-blog': copywritingBlog,
  'crm-automation': crmAutomation,
  'customer-support': customerSupport,
  event,
  'hosting-domain': hostingDomain,
  influencer,
  'legal-accounting': legalAccounting,
  'local-listings': localListings,
  'logo-branding': logoBranding,
  'market-research': marketResearch,
  marketplace,
  merchandise,
  'newsletter-email': newsletterEmail,
  'online-shop': onlineShop,
  'outdoor-media': outdoorMedia,
  packaging,
  'paid-ads': paidAds,
  photo,
  'podcast-audio': podcastAudio,
  presentation,
  'press-pr': pressPr,
  'print-design': printDesign,
  seo,
  'social-media-posts': socialMediaPosts,
  'strategy-consulting': strategyConsulting,
  'text-messages': textMessages,
  training,
  translation,
  'ux-prototype': uxPrototype,
  video,
  'web-development': webDevelopment,
  'web-maintenance': webMaintenance,
  'web-page': webPage,
};
