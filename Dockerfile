# syntax=docker/dockerfile:1
# The hub in a container: docker build -t enablement-hub .      with ffprobe, which measures every kind of recording
#                         docker build -t enablement-hub --build-arg SIZE=small .      without a shell or ffprobe; common recordings only
ARG DOTNET=10.0
ARG SIZE=full

FROM mcr.microsoft.com/dotnet/sdk:${DOTNET}-noble AS build
RUN apt-get update \
    && apt-get install -y --no-install-recommends nodejs npm \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /source

# What changes seldom comes first, so that a change of code restores nothing anew.
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --no-audit --no-fund
COPY global.json nuget.config Directory.Build.props Directory.Packages.props .editorconfig ./
COPY build build
COPY src/EnablementHub.Web/EnablementHub.Web.csproj src/EnablementHub.Web/
RUN dotnet restore src/EnablementHub.Web -p:PartialFeed=false
COPY src src
COPY content-seed content-seed
COPY README.md ./
RUN dotnet publish src/EnablementHub.Web -c Release -o /hub -p:PartialFeed=false -p:RunAnalyzers=false \
    && mkdir /data

FROM mcr.microsoft.com/dotnet/aspnet:${DOTNET}-noble-chiseled-extra AS small

FROM mcr.microsoft.com/dotnet/aspnet:${DOTNET}-noble AS full
RUN apt-get update \
    && apt-get install -y --no-install-recommends ffmpeg \
    && rm -rf /var/lib/apt/lists/*

FROM ${SIZE}
COPY --from=build /hub /hub
COPY --from=build --chown=$APP_UID:$APP_UID /data /data
USER $APP_UID
ENV HUB_Urls=http://*:8080
EXPOSE 8080
VOLUME /data
ENTRYPOINT ["/hub/hub", "serve", "--data", "/data"]
